"""A rule in one line: when it is due, and what shapes it, in words near to those it is written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from fmplan.assets.timing_form import WHEN_KEYS
from fmplan.exports.plain import one_line
from fmplan.yamlfile.block import Block, Items


def rule_of(block: Block) -> str:
    """Return the rule of a task as one line, such as `every 14 days, at most 15 days apart`."""
    return one_line(", ".join(_parts(block)))


def conditions_of(block: Block) -> str:
    """Return the facts under which a task or a schedule applies, as one line; nothing where it always does."""
    when = block.get("when")
    return "" if not when else one_line(", ".join(f"{name}: {written(value)}" for name, value in when.items()))


def written(value: Any) -> str:
    """Return a value in one line, as it may be written in YAML."""
    if isinstance(value, Block):
        return "{" + ", ".join(f"{key}: {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, Items):
        return "[" + ", ".join(map(written, value)) + "]"
    return "" if value is None else str(value)


def _parts(block: Block) -> Iterator[str]:
    for key in (*WHEN_KEYS, *_SHAPING):
        if key in block:
            yield _SAID[key](block[key]) if key in _SAID else f"{key.replace('_', ' ')} {_plainly(block[key])}"


_SHAPING: Final = (
    "count",
    "within",
    "on",
    "from",
    "max_gap",
    "min_gap",
    "keep_anchor",
    "season",
    "shift",
    "times",
    "round",
    "rotate",
    "sample",
    "ends",
)


def _plainly(value: Any) -> str:
    """Return a value as one would say it: a choice by its fact, a list without brackets."""
    if isinstance(value, Block):
        options = ", ".join(f"{name} {_plainly(option)}" for name, option in value.items() if name != "by")
        return f"by {value['by']} ({options})" if "by" in value else options
    return " and ".join(map(_plainly, value)) if isinstance(value, Items) else str(value)


def _ages(ages: Any) -> str:
    parts = [f"at age {', '.join(ages['at'])}"] if "at" in ages else []
    parts += [f"then every {ages['then']}" if parts else f"every {ages['then']}"] if "then" in ages else []
    parts += [f"but in the years of {ages['except_years_of']}"] if "except_years_of" in ages else []
    return f"{', '.join(parts)} (from {ages.get('of', 'in_service')})"


def _round(rounds: Any) -> str:
    closing = ", and at closing" if rounds.get("closing") == "true" else ""
    return f"every {rounds['every']} within {rounds['within']}{closing}"


_SAID: Final[dict[str, Callable[[Any], str]]] = {
    "once_per": lambda value: f"once per {_plainly(value)}",
    "ages": _ages,
    "after": lambda value: f"within {value['within']} after {value['task']}",
    "before": lambda value: f"{value['by']} before {value.get('task') or value.get('holiday')}",
    "event": lambda value: f"after {value}",
    "meter": lambda value: f"every {value['every']} {value['unit']} of {value['of']}",
    "count": lambda value: f"{_plainly(value)} times",
    "from": lambda value: f"from {_plainly(value)}",
    "max_gap": lambda value: f"at most {_plainly(value)} apart",
    "min_gap": lambda value: f"at least {_plainly(value)} apart",
    "season": lambda value: f"in {_plainly(value)}",
    "round": _round,
}
"""How a key is said where its name and value side by side would not read."""
