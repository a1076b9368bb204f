"""The codes of what can be wrong with a file before anybody looks at what it says."""

from __future__ import annotations

from typing import Final

CODES: Final[dict[str, str]] = {
    "alias-bomb": "repeats itself through * references beyond all bounds",
    "alias-loop": "a * reference stands inside the very part it refers to",
    "binary-file": "is no text: a workbook, a picture, an archive, or bytes of value zero",
    "control-character": "holds a character that no editor shows",
    "cut-off-text": "a comment begins in the middle of what is meant as a text",
    "duplicate-key": "a key is written twice in one mapping",
    "empty-file": "holds nothing, or comments only",
    "escaped-character": "a text holds a control character, written as an escape like \\0",
    "file-too-large": "is larger than any file of a register should be",
    "full-width-punctuation": "a sign of Chinese typing stands where YAML needs the ASCII one",
    "key-not-text": "a list, a mapping or nothing at all stands as a key",
    "line-too-long": "has a line of more than a million characters",
    "merge-conflict": "holds the markers of a git merge that nobody resolved",
    "merge-key": "uses the merge key <<",
    "nested-too-deep": "lists or mappings are nested too deep",
    "not-a-mapping": "is a list or a text where `key: value` is expected",
    "not-utf8": "is not UTF-8 text",
    "several-documents": "holds several documents, divided by ---",
    "tab-indent": "is indented with a tab",
    "unknown-anchor": "a * reference to a name that no & has given before",
    "yaml-directive": "begins with a % directive",
    "yaml-syntax": "breaks the rules of YAML",
    "yaml-tag": "uses a ! tag",
}
"""Each code with what it says of the file; all but `cut-off-text` are errors."""

READABLE: Final = frozenset(
    {
        "alias-loop",
        "cut-off-text",
        "duplicate-key",
        "escaped-character",
        "key-not-text",
        "merge-key",
        "unknown-anchor",
        "yaml-tag",
    }
)
"""Codes beside which the rest of the file can still be read."""

UNREADABLE: Final = frozenset(CODES) - READABLE
"""Codes for which nothing of the file could be read."""
