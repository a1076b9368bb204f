from __future__ import annotations

import inspect

from msgspec import Struct

from fmplan.cli.groups import with_options


class Sizes(Struct, frozen=True):
    high: int
    wide: int = 2


def test_a_group_is_taken_apart_for_the_signature_and_put_together_for_the_command() -> None:
    calls = []

    @with_options
    def command(name: str, sizes: Sizes, deep: int = 3) -> None:
        calls.append((name, sizes, deep))

    assert list(inspect.signature(command).parameters) == ["name", "high", "wide", "deep"]
    command(name="a", high=1, wide=5, deep=4)
    assert calls == [("a", Sizes(1, 5), 4)]
