"""The release of fmplan, in one place: the wheel, `--version` and the JSON read it here."""

from typing import Final

RELEASE: Final = "0.1.0"
