"""The catalogues of gettext that the words of the exports come from; English is the text in the code."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Final

from msgspec import Struct

LOCALE: Final = Path(__file__).parent / "locale"
TRANSLATED: Final = ("zh",)
"""The languages that have a catalogue. `make words` writes each anew, from the code and what its `.po` file says."""


@cache
def messages(language: str) -> NullTranslations:
    """Return what a language says for each English text; the English itself for a language without a catalogue."""
    if language not in TRANSLATED:
        return NullTranslations()
    with (LOCALE / language / "LC_MESSAGES" / "fmplan.mo").open("rb") as file:
        return GNUTranslations(file)


class Counted(Struct, frozen=True):
    """Words that a number decides, such as `1 day` and `{} days`."""

    said: NullTranslations
    one: str
    more: str
    context: str = ""

    def of(self, number: float | Decimal, shown: str = "") -> str:
        """Return the words for a number, which stands in them as `shown`, else in plain digits."""
        shown = shown or f"{number:,}"
        # By Unicode's rule for English (CLDR, plural rules: i = 1 and v = 0): 1 hour, but 1.00 hours.
        whole = 2 if "." in shown else int(number)
        if self.context:
            text = self.said.npgettext(self.context, self.one, self.more, whole)
        else:
            text = self.said.ngettext(self.one, self.more, whole)
        return text.format(shown)
