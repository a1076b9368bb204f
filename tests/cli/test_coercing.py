from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from enum import Enum, StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from fmplan.cli.app import command
from fmplan.cli.coercing import coerced_lightly

Leaf = tuple[str, Any]


def leaves(whole: Any, name: str = "fmplan") -> Iterator[Leaf]:
    """Yield every command there is, by its name."""
    yield name, whole
    for below, made in getattr(whole, "commands", {}).items():
        yield from leaves(made, f"{name} {below}")


def parameters(whole: Any) -> dict[str, Any]:
    return {
        f"{name} {one.name}": (one, typer.Context(made))
        for name, made in leaves(whole)
        for one in made.get_params(typer.Context(made))
    }


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Size(Enum):
    SMALL = 1
    LARGE = 2


def odd_options(
    must: Annotated[Path, typer.Option(exists=True)],
    file: Annotated[Path, typer.Option(dir_okay=False)],
    folder: Annotated[Path, typer.Option(file_okay=False)],
    ours: Annotated[Path, typer.Option(writable=True)],
    secret: Annotated[Path, typer.Option(readable=False)],
    real: Annotated[Path, typer.Option(resolve_path=True)],
    dash: Annotated[Path, typer.Option(allow_dash=True)],
    text_path: Annotated[Path, typer.Option(path_type=str)],
    several: Annotated[list[Path], typer.Option(exists=True)],
    pair: tuple[str, int],
    loud: Annotated[Colour, typer.Option(case_sensitive=False)],
    loud_word: Annotated[Literal["red", "blue"], typer.Option(case_sensitive=False)],
    size: Size,
    sizes: list[Size],
    share: Annotated[float, typer.Option(min=0, max=1)],
    level: Annotated[int, typer.Option(min=1, max=5, clamp=True)],
    count: Annotated[int, typer.Option(count=True)],
    shouted: Annotated[str, typer.Option(parser=str.upper)],
    moment: datetime,
    key: UUID,
    raw: bytes,
    answer: bool,
) -> None:
    """Take options of all the sorts of typer that fmplan has no use for."""


def made_of_odd_options() -> Any:
    app = typer.Typer(add_completion=False)
    app.command()(odd_options)
    return coerced_lightly(typer.main.get_command(app))


OURS = parameters(command())
ODD = parameters(made_of_odd_options())
ALL = OURS | ODD
ONE_OF_EACH_KIND = sorted({str(one.type_descriptor.annotation): name for name, (one, _) in OURS.items()}.values())


def outcome(coerce: Any, value: Any, parameter: Any, context: Any) -> tuple[Any, ...]:
    try:
        got = coerce(value, param=parameter, ctx=context)
    except Exception as error:
        text = error.format_message() if hasattr(error, "format_message") else str(error)
        return "refused", type(error), text.replace("Value error, ", "")  # pydantic's words, told to nobody
    return ("taken", type(got), [(type(one), one) for one in got] if isinstance(got, (list, tuple)) else got)


def both(name: str, value: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return what comes of a value the light way and by typer itself."""
    parameter, context = ALL[name]
    by_typer = type(parameter).get_runtime_param(parameter)
    assert parameter.get_runtime_param() is not by_typer
    return (
        outcome(parameter.get_runtime_param().coerce, value, parameter, context),
        outcome(by_typer.coerce, value, parameter, context),
    )


def words(here: Path) -> list[str]:
    (here / "file").write_text("")
    (here / "closed").write_text("")
    (here / "closed").chmod(0)
    paths = [here, here / "file", here / "closed", here / "none", here / "file/below"]
    plain = ["", " ", ".", "-", "a", "2027-03-01", "泵", "a\nb", "\udcff", "a\udcff", "　", "~"]
    numbers = ["0", "1", "5", "007", "-1", "+1", "1_0", " 5", "3660", "3661", "1.0", "0x1", "٣", "9" * 9, "9" * 10]
    choices = ["en", "EN", "json", "Json", "table", "law", "Law", "LAW", "red", "RED", "1", "slack", "none"]
    return [*map(str, paths), *plain, *numbers, *choices]


@pytest.mark.parametrize("name", ALL)
def test_a_value_is_taken_or_refused_as_typer_does_it(name: str, tmp_path: Path) -> None:
    several = ALL[name][0].multiple or ALL[name][0].nargs == -1
    given = words(tmp_path)
    values: list[Any] = [None, True, False, 0, 1, 5, 9999, -1, 1.5, b"a", (), [], *given, *([one] for one in given)]
    values += [("a", "b"), ["a", "\udcff"], ["law", "contract"], ["law", "lore"], ("1", "2"), "law"] if several else []
    unlike = {repr(value): pair for value in values if (pair := both(name, value))[0] != pair[1]}
    assert unlike == {}


@given(st.sampled_from([*ONE_OF_EACH_KIND, *ODD]), st.text(st.characters(codec=None, exclude_characters="\0")))
def test_any_text_is_taken_or_refused_as_typer_does_it(name: str, text: str) -> None:
    # No word on a command line, and no variable of the environment, holds a null.
    for value in (text, [text], ["a", text]):
        light, by_typer = both(name, value)
        assert light == by_typer


@given(st.sampled_from([*ONE_OF_EACH_KIND, *ODD]), st.integers())
def test_any_number_is_taken_or_refused_as_typer_does_it(name: str, number: int) -> None:
    for value in (number, str(number), f"0{number}"):
        light, by_typer = both(name, value)
        assert light == by_typer


PLAIN = """
import sys
from fmplan.cli.app import command

def words(one):
    kind = one.type_descriptor
    value = str(getattr(kind.choices[0], "value", kind.choices[0])) if kind.choices else "1"
    if one.param_type_name == "argument":
        return [value]
    return [one.opts[-1]] if one.is_flag else [one.opts[-1], value]

def parse(made, above=None):
    for name, below in getattr(made, "commands", {}).items():
        context = made.make_context("fmplan", [name], parent=above)
        parse(below, context)
    if not hasattr(made, "commands"):
        given = [word for one in made.params for word in words(one)]
        for arguments in [[], given]:
            try:
                made.make_context(made.name, arguments, parent=above)
            except Exception as error:
                assert type(error).__name__ == "MissingParameter", (made.name, error)
            print(made.name, "pydantic" in sys.modules)

parse(command())
"""


def test_to_understand_a_plain_command_line_pydantic_is_not_loaded() -> None:
    told = subprocess.run([sys.executable, "-c", PLAIN], capture_output=True, text=True, timeout=600, check=True)
    lines = told.stdout.splitlines()
    assert len(lines) > 40
    assert [line for line in lines if not line.endswith(" False")] == []
