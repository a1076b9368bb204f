"""Typing a block by a form; what was refused as findings: the place, the trouble in plain words, and a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TypeVar, get_args, get_type_hints

from fmplan.assets.form import Form, SlipError
from fmplan.assets.remedies import each_of, in_form, torn_off
from fmplan.findings import Finding, Place, Severity
from fmplan.yamlfile.block import Block, Items, place_at
from fmplan.yamlfile.text import WIDE_SPACES

F = TypeVar("F", bound=Form)

_LONGEST_NAME = 200

# `re` compiles these when they are first asked for, which for most commands is never.
_FULL_WIDTH = "[：，]"
_QUOTED_OR_COLON = r"'.*?'(?=\W|$)|: "

_FORMS = {
    "string_type": "text",
    "string_sub_type": "text",
    "dict_type": "a block of keys",
    "list_type": "a list",
    "tuple_type": "a list",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "too_short": "at least one entry",
}

_WORDS = {"literal_error", "enum"}

_FOLDERS = {"assets": "pumps.yaml", "schedules": "pumps.yaml"}
"""What stands in a folder of its own, and people write into another file."""


def read_form(form: type[F], block: Block) -> tuple[F | None, list[Finding]]:
    """Return `block` typed by `form`, or None with every mistake in it as a finding."""
    # An estate that was kept has its forms already: what types them is loaded where something is read.
    from fmplan.assets.validator import typed

    value, refused = typed(form, block)
    return value, list(_findings(form, block, refused))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean 'lift'?" where one of `known` is close to `word`, else nothing."""
    meant = nearest(word, known)
    return f"did you mean {meant!r}?" if meant else ""


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the one of `known` that is close to `word`; nothing where none is as close as `cutoff`, 1 for the same."""
    return _nearest(word, tuple(known), cutoff)


# One name that many assets get wrong is looked for once; a look takes as long as there are names.
@lru_cache(maxsize=256)
def _nearest(word: str, known: tuple[str, ...], cutoff: float) -> str:
    if len(word) > _LONGEST_NAME:
        return ""
    folded = {name.casefold(): name for name in reversed(known)}
    close = get_close_matches(word.casefold(), list(folded), n=1, cutoff=cutoff)
    return folded[close[0]] if close else ""


def divided(text: str) -> tuple[str, str]:
    """Divide what a parser says into message and remedy, at the first colon outside what it quotes."""
    for match in re.finditer(_QUOTED_OR_COLON, text):
        if match[0] == ": ":
            return text[: match.start()], sentence(text[match.end() :])
    return text, ""


def sentence(text: str) -> str:
    """Return the text with its first letter as a sentence has it."""
    return text[:1].upper() + text[1:]


def listing(names: Sequence[str], most: int = 8) -> str:
    """Return names in one line, at most so many: "a, b, c and 12 more"."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def unknown_period(name: str, periods: Iterable[str], place: Place) -> Finding:
    """Return the finding for the name of a range that estate.yaml does not have under `periods:`."""
    return Finding(
        "unknown-period",
        Severity.ERROR,
        place,
        f"no period is called {str(name)!r}",
        sentence(did_you_mean(name, periods))
        or f"Add it to estate.yaml, for example\n  periods:\n    {name}: 04-15..10-15",
    )


def _findings(form: type[Form], block: Block, refused: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    said: set[Place] = set()
    errors = [(one, _written_route(block, one["loc"])) for one in refused]
    inner = {route[:length] for _, route in errors for length in range(1, len(route))}
    for one, route in errors:
        # A union reports each of its forms: what is wrong inside one that fits says more than that another
        # does not fit, and the first at a place says enough.
        if route in inner and one["type"] in _FORMS.keys() | _WORDS:
            continue
        finding = _finding(form, block, one, route)
        if finding.place not in said:
            said.add(finding.place)
            yield finding


def _written_route(block: Block, route: Sequence[str | int]) -> tuple[str | int, ...]:
    """Return those steps of a route that lead somewhere: not the names of alternatives that stand between."""
    here: Any = block
    steps: list[str | int] = []
    for step in route:
        leads_on = step in here if isinstance(here, Block) else isinstance(here, Items) and step in range(len(here))
        if leads_on:
            here = here[step]
            steps.append(step)
    return tuple(steps)


def _finding(form: type[Form], block: Block, one: Mapping[str, Any], route: tuple[str | int, ...]) -> Finding:
    kind: str = one["type"]
    if kind == "extra_forbidden":
        return _unknown_key(form, block, one["loc"], one["input"])
    if kind == "missing":
        return _missing_key(block, one["loc"])
    place = place_at(block, route, key=False)
    value = one["input"]
    if kind in _WORDS:
        return _unknown_word(place, _key_of(route), value, one)
    if kind in _FORMS:
        expected = _FORMS[kind]
        return Finding(
            "wrong-form",
            Severity.ERROR,
            place,
            f"{_key_of(route)!r} wants {expected}, but there is {_form_of(value)}",
            in_form(expected, _key_of(route)),
        )
    slip: SlipError = one["ctx"]["error"]
    message, remedy = divided(str(slip))
    return Finding(slip.code, Severity.ERROR, place, message, remedy or "Correct the value.")


def _key_of(route: Sequence[str | int]) -> str:
    return next((step for step in reversed(route) if isinstance(step, str)), "this")


def _form_of(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a block of keys"
    if isinstance(value, list):
        return "a list"
    return repr(value)


def _unknown_key(form: type[Form], block: Block, route: Sequence[str | int], value: Any) -> Finding:
    key = str(route[-1])
    if sign := re.search(_FULL_WIDTH, key):
        return Finding(
            "full-width-punctuation",
            Severity.ERROR,
            place_at(block, route, key=True),
            f"the full-width sign {sign[0]} of Chinese typing stands in this key, where YAML takes it for a letter",
            "Write ASCII colons and commas, each with a space behind, as in: {class: pump, name: Pump 1}",
        )
    if key[:1] in WIDE_SPACES:
        return Finding(
            "full-width-punctuation",
            Severity.ERROR,
            place_at(block, route, key=True),
            f"this line begins with the {WIDE_SPACES[key[0]]}, which YAML takes for a letter of the key",
            "Indent it with the ASCII space.",
        )
    here = _form_at(form, route[:-1]) or form
    known = keys_of(here)
    close = did_you_mean(key, known)
    remedy = f"{sentence(close)} Else take the line out." if close else f"Known here: {listing(known, 30)}."
    if len(route) == 1 and key in _FOLDERS:
        remedy = f"They stand in files of the folder {key}/, for example {key}/{_FOLDERS[key]}; move them there."
    elif not close and value is None and (before := _key_before(block, route)):
        remedy = torn_off(*before, key, is_list="tuple" in str(get_type_hints(here).get(before[0])))
    return Finding("unknown-key", Severity.ERROR, place_at(block, route, key=True), f"unknown key {key!r}", remedy)


def _key_before(block: Block, route: Sequence[str | int]) -> tuple[str, str] | None:
    """Return the key before that at the end of a route, with its value: where that is text, and on the same line."""
    here: Any = block
    for step in route[:-1]:
        here = here[step]
    keys = list(here)
    at = keys.index(route[-1])
    if not at or here.key_place(keys[at]).line != here.key_place(keys[at - 1]).line:
        return None
    value = here[keys[at - 1]]
    return (keys[at - 1], value) if isinstance(value, str) else None


def _missing_key(block: Block, route: Sequence[str | int]) -> Finding:
    key = str(route[-1])
    return Finding(
        "missing-key",
        Severity.ERROR,
        place_at(block, route[:-1], key=True),
        f"the key {key!r} is missing here",
        f"Add {key}: with its value.",
    )


def _unknown_word(place: Place, key: str, value: Any, one: Mapping[str, Any]) -> Finding:
    expected = str(one["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
    words = expected.split(", ")
    close = each_of(str(value), words) or did_you_mean(str(value), words)
    if len(words) == 1:
        close, expected = f"Write {key}: {words[0]}.", ""
    return Finding(
        "unknown-word",
        Severity.ERROR,
        place,
        f"{_form_of(value)} is not one of the words for {key!r}",
        f"{sentence(close)} Known: {expected}." if close and expected else close or f"Write one of: {expected}.",
    )


def keys_of(form: type[Form]) -> list[str]:
    """Return the keys a form knows, as people write them."""
    return list(form.__struct_encode_fields__)


def _form_at(form: type[Form], route: Sequence[str | int]) -> type[Form] | None:
    """Return the form that stands at `route` of `form`, walking through mappings, lists and unions."""
    here: Any = form
    for step in route:
        here = _step_into(here, step)
        if here is None:
            return None
    return next(_forms_in(here), None)


def _step_into(kind: Any, step: str | int) -> Any:
    for form in _forms_in(kind, deep=False):
        types = get_type_hints(form)
        for name, key in zip(form.__struct_fields__, form.__struct_encode_fields__, strict=True):
            if step in {name, key}:
                return types[name]
    if isinstance(kind, type) and issubclass(kind, Form):
        return None
    arguments = get_args(kind)
    if not arguments:
        return None
    inner = arguments[-1] if not isinstance(step, int) else arguments[0]
    candidates = [argument for argument in arguments if argument not in {str, type(None), ...}]
    return candidates[-1] if candidates else inner


def _forms_in(kind: Any, *, deep: bool = True) -> Iterator[type[Form]]:
    if isinstance(kind, type) and issubclass(kind, Form):
        yield kind
        return
    for argument in get_args(kind):
        if isinstance(argument, type) and issubclass(argument, Form):
            if deep or type(None) in get_args(kind):
                yield argument
        elif deep:
            yield from _forms_in(argument)


def item_places(block: Block, key: str) -> list[Place]:
    """Return the place of each entry of the list under `key`; of the one value, where it is no list."""
    value = block[key]
    if isinstance(value, Items):
        return [value.item_place(n) for n in range(len(value))]
    return [block.value_place(key)]
