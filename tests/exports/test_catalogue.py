"""The catalogues say what the code asks them for. `make words` writes them anew."""

from __future__ import annotations

import ast
import io
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from string import Formatter
from typing import Final

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import fmplan
from fmplan.exports.catalogue import LOCALE, TRANSLATED, Counted, messages

ROOT: Final = Path(fmplan.__file__).parent
CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
ASKING: Final = {"_": None, "gettext": None, "p": ((1, "c"), 2), "Counted": {3: (2, 3), 4: ((4, "c"), 2, 3)}}
"""How the code asks for words: `_(text)`, `p(context, text)`, `Counted(said, one, more)` or with a context behind."""


class Plain(Catalog):
    """A catalogue whose head has no dates and no version of a tool: the same words, the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "fmplan"),
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def po_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "fmplan.po"


def written(language: str) -> Catalog:
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language)


def asked_for(language: str) -> Plain:
    """Return what the code asks for, each with the translation that the .po file has."""
    catalogue, known = Plain(locale=language, fuzzy=False), written(language)
    for path in sorted((ROOT / "exports").rglob("*.py")):
        for line, text, _, context in extract_from_file("python", path, keywords=ASKING):
            before = known.get(text[0] if isinstance(text, tuple) else text, context)
            catalogue.add(
                text,
                before.string if before else None,
                [(path.relative_to(ROOT.parent).as_posix(), line)],
                before.flags if before else (),
                user_comments=before.user_comments if before else (),
                context=context,
            )
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, include_lineno=False, omit_header=True)
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in catalogue.mime_headers)
    return f'msgid ""\nmsgstr ""\n{head}\n'.encode() + buffer.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_is_of_this_code(language: str, request: pytest.FixtureRequest) -> None:
    now, file = asked_for(language), po_file(language)
    if request.config.getoption("--update-golden"):
        file.write_bytes(as_po(now))
        file.with_suffix(".mo").write_bytes(as_mo(now))
    assert file.read_bytes() == as_po(now), "make words writes it anew"
    assert file.with_suffix(".mo").read_bytes() == as_mo(now), "make words writes it anew"


def test_no_words_are_asked_for_where_they_would_not_be_found() -> None:
    """Words inside an f-string, or that are no literal, are not extracted, and would stay English."""
    hidden = []
    for path in sorted((ROOT / "exports").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inside = {id(part) for one in ast.walk(tree) if isinstance(one, ast.JoinedStr) for part in ast.walk(one)}
        for call in ast.walk(tree):
            asks = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"_", "p"}
            if asks and (id(call) in inside or not all(isinstance(one, ast.Constant) for one in call.args)):
                hidden.append(f"{path.name}:{call.lineno}")
    assert hidden == []


def test_no_export_speaks_chinese_by_itself() -> None:
    """What an export says in Chinese stands in the catalogue; docstrings may show it."""
    spoken = []
    for path in sorted((ROOT / "exports").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        for one in ast.walk(tree):
            is_text = isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in docs
            if is_text and CHINESE.search(one.value):
                spoken.append(f"{path.name}:{one.lineno}")
    assert spoken == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_lacks_a_translation(language: str) -> None:
    assert [one.id for one in written(language) if one.id and not all(forms_of(one))] == []
    assert [one.id for one in written(language) if one.id and one.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_of_its_english(language: str) -> None:
    different = []
    for one in written(language):
        if one.id:
            english = places_of(one.id[-1] if isinstance(one.id, tuple) else one.id)
            different += [(one.id, form) for form in forms_of(one) if places_of(form) != english]
    assert different == []


def test_words_that_a_number_decides() -> None:
    days = Counted(messages("en"), "1 day", "{} days")
    assert [days.of(number) for number in (0, 1, 2, 1000, Decimal("1.5"))] == [
        "0 days",
        "1 day",
        "2 days",
        "1,000 days",
        "1.5 days",
    ]
    assert days.of(1, "1.00") == "1.00 days"


def test_a_language_without_a_catalogue_says_it_in_english() -> None:
    assert messages("fr").gettext("Monday") == "Monday"
    assert messages("../zh").gettext("Monday") == "Monday"
    assert messages("zh").gettext("Monday") == "星期一"


def forms_of(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def places_of(text: str) -> Counter[str]:
    """Return the places to be filled; `{}{}` are told apart by nothing but how many there are."""
    return Counter(_places(text))


def _places(text: str) -> Iterator[str]:
    for _, name, form, _ in Formatter().parse(text):
        if name is not None:
            yield f"{name}:{form}"
