"""How a place is called by people: the names of the locations on its path, where they have one."""

from __future__ import annotations

from fmplan.assets.estate import Estate
from fmplan.assets.text import said


def place_name(estate: Estate, location: str, language: str) -> str:
    """Return a location with each part by its name: `1栋/core-a`; "" for the estate as a whole."""
    parts = []
    path = ""
    for part in location.split("/") if location else ():
        path = f"{path}/{part}" if path else part
        form = estate.locations.get(path)
        parts.append(said(form.name, language) if form and form.name else part)
    return "/".join(parts)
