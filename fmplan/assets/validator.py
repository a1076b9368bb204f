"""What a form asks of a block, in the terms of pydantic's core, which finds all that is wrong with it at once.

Loading this module loads that core: only what really reads a file does.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from msgspec import Meta
from msgspec.structs import fields
from pydantic_core import ErrorDetails, SchemaValidator, ValidationError, core_schema
from pydantic_core.core_schema import CoreSchema

from fmplan.assets.form import FirstBy, Form, ReadBy

F = TypeVar("F", bound=Form)


def typed(form: type[F], block: Any) -> tuple[F | None, list[ErrorDetails]]:
    """Return `block` typed by `form`, or None with all that was refused in it."""
    try:
        return _validator_of(form).validate_python(block), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


@cache
def _validator_of(form: type[Form]) -> SchemaValidator:
    return SchemaValidator(_form(form))


def _form(form: type[Form]) -> CoreSchema:
    keys = {
        one.name: core_schema.typed_dict_field(
            _schema(one.type), required=one.required, validation_alias=one.encode_name
        )
        for one in fields(form)
    }
    written = core_schema.typed_dict_schema(keys, extra_behavior="forbid")
    # What is not written is not there, so that the form's own defaults hold.
    return core_schema.no_info_after_validator_function(lambda said: form(**said), written)


def _schema(kind: Any) -> CoreSchema:
    """Return what a field of a type asks; there are no more types in forms than are told apart here."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _marked(arguments[0], arguments[1:])
    if origin in {Union, UnionType}:
        return _union(arguments)
    if origin is Literal:
        return core_schema.literal_schema(list(arguments))
    if origin is tuple:
        return core_schema.tuple_variable_schema(_schema(arguments[0]))
    if origin is dict:
        return core_schema.dict_schema(_schema(arguments[0]), _schema(arguments[1]))
    if issubclass(kind, Form):
        return _form(kind)
    if issubclass(kind, Enum):
        return core_schema.enum_schema(kind, list(kind), sub_type="str")
    return _SCALARS[kind]()


_SCALARS: dict[type, Callable[[], CoreSchema]] = {str: core_schema.str_schema, float: core_schema.float_schema}


def _marked(kind: Any, marks: tuple[Any, ...]) -> CoreSchema:
    match marks:
        case (ReadBy(read),):
            return core_schema.no_info_plain_validator_function(read)
        case (FirstBy(read),):
            return core_schema.no_info_before_validator_function(read, _schema(kind))
        case (Meta() as limits,):
            return core_schema.dict_schema(*map(_schema, get_args(kind)), min_length=limits.min_length)
        case _:
            raise TypeError(f"a form cannot have fields of {kind} marked by {marks}")


def _union(kinds: tuple[Any, ...]) -> CoreSchema:
    choices = [_choice(kind) for kind in kinds if kind is not NoneType]
    schema = core_schema.union_schema(choices)
    return core_schema.nullable_schema(schema) if NoneType in kinds else schema


def _choice(kind: Any) -> CoreSchema | tuple[CoreSchema, str]:
    # The label stands in the route to what is refused inside.
    return (_form(kind), kind.__name__) if isinstance(kind, type) and issubclass(kind, Form) else _schema(kind)
