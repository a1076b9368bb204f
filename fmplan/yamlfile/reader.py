"""Read one YAML file into Blocks, or say in plain words why not.

Bulk loads are twice as quick where the caller pauses the garbage collector around them.
"""

from __future__ import annotations

from fmplan.findings import Finding, in_reading_order
from fmplan.yamlfile.block import Block
from fmplan.yamlfile.plainlines import read_plain_lines
from fmplan.yamlfile.text import refusal, without_mark


def read_yaml(path: str, data: bytes) -> tuple[Block | None, list[Finding]]:
    """Read the bytes of one file; `path` is only for the findings.

    All scalars come as the text they are written as (`012`, `no` and `12:30` too); an empty plain value, `~`
    and `null` are None. Findings come in the order of reading. The Block is None where one of them is UNREADABLE;
    beside the others it holds what could be read: of two keys alike the first, without merge keys and keys that
    are no text, None where an alias leads nowhere. Never raises for what a person wrote.
    """
    data = without_mark(data)
    finding = refusal(path, data)
    if finding:
        return None, [finding]
    root = read_plain_lines(path, data.decode())
    if root is not None:
        return root, []
    # Most files are plain lines: they need neither a parser nor the loading of one. No text of theirs has a comment
    # behind it.
    from fmplan.yamlfile.cutoff import cut_off_in
    from fmplan.yamlfile.events import read_events

    root, findings = read_events(path, data)
    return root, in_reading_order([*findings, *cut_off_in(path, data)])
