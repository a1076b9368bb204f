"""Groups of options: a command takes one value that holds them, and typer sees them one by one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache, wraps
from inspect import Parameter
from typing import Any, get_type_hints

from msgspec import Struct

from fmplan.cli.progress import progress


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with the fields of each Struct among its parameters as options of its own.

    However it ends, what it was about no longer stands on the terminal.
    """
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: hint for name, hint in hints.items() if _is_group(hint)}
    flat: list[Parameter] = []
    for name, parameter in inspect.signature(command).parameters.items():
        if name in groups:
            flat += _parameters(groups[name])
        else:
            flat.append(parameter.replace(annotation=hints[name], kind=Parameter.KEYWORD_ONLY))

    @wraps(command)
    def flattened(**values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(**{field: values.pop(field) for field in group.__struct_fields__})
        try:
            command(**values)
        finally:
            progress.end()

    flattened.__signature__ = inspect.Signature(flat)  # type: ignore[attr-defined]
    flattened.__annotations__ = {parameter.name: parameter.annotation for parameter in flat}
    return flattened


def _is_group(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Struct)


@cache
def _parameters(group: Any) -> tuple[Parameter, ...]:
    hints = get_type_hints(group, include_extras=True)
    names, defaults = group.__struct_fields__, group.__struct_defaults__
    required = [Parameter.empty] * (len(names) - len(defaults))
    return tuple(
        Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=hints[name])
        for name, default in zip(names, [*required, *defaults], strict=True)
    )
