"""Pages of HTML from the templates beside this file; jinja2 is loaded when the first is asked for.

Everything is escaped unless it is a file of fmplan's own. No page may ask anything of a network: its policy names
the one script and the one style it brings by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER: Final = Path(__file__).parent / "templates"

# What would end a script block or begin another state of the parser, and what no JavaScript of old took in a string.
_IN_SCRIPT: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def filled(template: str, **values: Any) -> str:
    """Return a template with its values filled in."""
    return _environment().get_template(template).render(**values)


@cache
def own_file(name: str) -> str:
    """Return a style or a script that lies beside the templates."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def policy(*, style: str, script: str = "") -> str:
    """Return the content security policy of a page with this style and this script, and nothing else."""
    parts = [
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if script:
        parts.insert(2, f"script-src '{_hash(script)}'")
    return "; ".join(parts)


def json_in_script(value: Any) -> str:
    """Return a value as JSON that may stand in a script block, whatever its texts say."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _IN_SCRIPT.items():
        text = text.replace(sign, escape)
    return text


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
