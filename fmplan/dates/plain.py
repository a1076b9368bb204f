"""What people wrote, as a message may quote it, and the hint for characters of an East Asian keyboard."""

from __future__ import annotations

import unicodedata

_LONGEST_QUOTE = 60


def quoted(text: str) -> str:
    """Return the text in quotes, on one line and cut where it would flood the message."""
    shown = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
    return "'" + "".join(sign if sign.isprintable() else " " for sign in shown) + "'"


def require_plain(text: str) -> None:
    """Raise ValueError for full-width digits, letters or signs; its text shows the same in plain ones."""
    if text.isascii():
        return
    plain = unicodedata.normalize("NFKC", text.translate(_LOOKALIKES))
    if plain != text and plain.isascii():
        raise ValueError(f"{quoted(text)} has full-width or typographic signs: write plain ones, {quoted(plain)}")


# What keyboards and word processors put where a plain sign is meant.
_LOOKALIKES = str.maketrans({"–": "-", "—": "-", "−": "-", "。": ".", "、": ",", "…": ".."})
