"""The layers a task is written in: where one of its keys, or a value of it, stands in the files."""

from __future__ import annotations

from collections.abc import Sequence

from fmplan.assets.estate import Layer
from fmplan.findings import Place
from fmplan.yamlfile.block import Block, Items


def written_at(layers: Sequence[Layer], key: str) -> Place | None:
    """Return where `key` was written last, which is where it counts; None where nobody wrote it."""
    for layer in reversed(layers):
        if key in layer.block:
            return layer.block.key_place(key)
    return None


def is_built_in(layers: Sequence[Layer], key: str) -> bool:
    """Tell whether it is the library that says `key`, and no layer of the estate's own after it."""
    return next((layer.built_in for layer in reversed(layers) if key in layer.block), False)


def value_at(layers: Sequence[Layer], key: str, value: str | None = None) -> Place | None:
    """Return where the value of `key` was written last, or `value` itself inside it; None where nobody wrote it."""
    for layer in reversed(layers):
        if key in layer.block:
            written = layer.block[key]
            if isinstance(written, Items) and value in written:
                return written.item_place(written.index(value))
            if isinstance(written, Block) and value in written.values():
                return written.value_place(next(name for name, one in written.items() if one == value))
            return layer.block.value_place(key)
    return None
