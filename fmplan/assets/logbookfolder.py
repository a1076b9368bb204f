"""Where the logbook lies, by a look at `estate.yaml` before it is read: so other processes can begin with it."""

from __future__ import annotations

import re
from typing import Final

from fmplan.assets.estate import ESTATE_FILE
from fmplan.tree import Tree, TreeError

_SAID: Final = re.compile(rb"^logbook:[ \t]+([\w.-]+(?:/[\w.-]+)*/?)[ \t]*(?:#.*)?\r?$", re.MULTILINE)


def likely_folder(tree: Tree) -> str | None:
    """Return the folder that `estate.yaml` seems to name; None where it has to be read to be known.

    What is said in another way than nearly everybody does, in quotes or by an anchor, may be missed or mistaken.
    """
    try:
        text = tree.read(ESTATE_FILE)
    except TreeError:
        return None
    if b"logbook" not in text:
        return "logbook"
    said = _SAID.search(text)
    return said[1].decode() if said else None
