"""Text that people read: one string, or one for each language."""

from __future__ import annotations

Text = str | dict[str, str]


def said(text: Text | None, language: str) -> str:
    """Return `text` in `language`; else in English; else in the first language it has; "" for none."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    if language in text:
        return text[language]
    return text.get("en") or next(iter(text.values()), "")
