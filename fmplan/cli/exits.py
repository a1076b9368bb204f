"""The exit codes (docs/commands.md); a crash is never 1."""

from enum import IntEnum


class Exit(IntEnum):
    """What a command ends with; from 64 on as in sysexits."""

    NOTHING = 0
    FOUND = 1
    USAGE = 2
    UNUSABLE = 65
    OWN_ERROR = 70
    CANNOT_WRITE = 74
    LATER = 75
    CONFIGURATION = 78
    INTERRUPTED = 130
