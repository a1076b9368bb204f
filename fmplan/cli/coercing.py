"""From words on the command line to values: what is plain is taken as it stands, without what typer loads for it.

Since its release 0.29 typer hands every value, also that of an option nobody gave, to an adapter of pydantic. To load
pydantic and to build the adapters takes longer than all the rest of a `--help`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from enum import EnumType
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin

_BY_TYPER: Final = object()
"""What there is no short way for: typer converts it, or says what is wrong with it."""

_DIGITS: Final = 9
"""So many digits are a number at sight."""


def coerced_lightly(command: Any) -> Callable[..., Any]:
    """Return a command of typer whose parameters, and those of the commands below it, take what is plain as it is."""
    parameters = command.get_params
    command.get_params = lambda context: [_light(one) for one in parameters(context)]
    for below in getattr(command, "commands", {}).values():
        coerced_lightly(below)
    made: Callable[..., Any] = command
    return made


def _light(parameter: Any) -> Any:
    """Return a parameter of typer; where a release of it converts in another way, unchanged."""
    if hasattr(parameter, "get_runtime_param") and not isinstance(parameter.get_runtime_param, _Light):
        parameter.get_runtime_param = _Light(parameter)
    return parameter


class _Light:
    """Stands in for the conversion of one parameter, and has typer's own made only for what is not plain."""

    def __init__(self, parameter: Any) -> None:
        self._by_typer = parameter.get_runtime_param
        self._kind = parameter.type_descriptor.annotation
        self._asked = parameter.type_descriptor.parameter_info

    def __call__(self) -> _Light:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return what typer's own conversion returns, or raise what it raises."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        found = _plain_list(value, self._kind, self._asked) if several else _plain(value, self._kind, self._asked)
        return self._coerced(value, param, ctx) if found is _BY_TYPER else found

    def _coerced(self, value: Any, param: Any, ctx: Any) -> Any:
        try:
            return self._by_typer().coerce(value, param=param, ctx=ctx)
        except Exception as error:
            # Words of pydantic, which typer passes on: what people wrote is wrong, and that is said behind them.
            if isinstance(message := getattr(error, "message", None), str):
                error.message = message.replace("Value error, ", "")  # type: ignore[attr-defined]
            raise


def _plain_list(values: Any, kind: Any, asked: Any) -> Any:
    if get_origin(kind) is not list or not isinstance(values, (list, tuple)):
        return _BY_TYPER
    found = [_plain(value, get_args(kind)[0], asked) for value in values]
    return _BY_TYPER if any(one is _BY_TYPER for one in found) else found


def _plain(value: Any, kind: Any, asked: Any) -> Any:
    """Return what is meant by one word, or by a default, unless it is not plain; `asked` is what an option may ask."""
    if asked.parser is not None:
        return _BY_TYPER
    if kind is int:
        return _number(value, asked)
    if not _is_text(value):
        return _BY_TYPER
    if kind is str:
        return value
    if kind is Path:
        return _path(value, asked)
    if get_origin(kind) is Literal:
        return _choice(value, {one: one for one in get_args(kind)}, asked)
    if isinstance(kind, EnumType):
        members: Iterable[Any] = kind
        return _choice(value, {one.value: one for one in members}, asked)
    return _BY_TYPER


def _is_text(value: Any) -> bool:
    if type(value) is not str:
        return False
    try:
        value.encode()
    except UnicodeEncodeError:  # bytes that are no text in the encoding of the terminal
        return False
    return True


def _number(value: Any, asked: Any) -> Any:
    if type(value) is str and value.isascii() and value.isdigit() and len(value) <= _DIGITS:
        value = int(value)
    if type(value) is not int:
        return _BY_TYPER
    return (
        value if (asked.min is None or asked.min <= value) and (asked.max is None or value <= asked.max) else _BY_TYPER
    )


def _path(value: str, asked: Any) -> Any:
    if asked.exists or asked.writable or asked.resolve_path or asked.allow_dash or asked.path_type is not None:
        return _BY_TYPER
    path = Path(value)
    try:
        path.stat()
    except OSError:
        return path
    is_as_asked = asked.file_okay and asked.dir_okay and (not asked.readable or os.access(path, os.R_OK))
    return path if is_as_asked else _BY_TYPER


def _choice(value: str, choices: dict[Any, Any], asked: Any) -> Any:
    return choices.get(value, _BY_TYPER) if asked.case_sensitive else _BY_TYPER
