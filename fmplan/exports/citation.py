"""Citing a rule: the standard, its clause, and plainly how sure it is, in words its reader knows it by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from fmplan.assets.task_form import SourceForm
from fmplan.assets.text import Text
from fmplan.exports.catalogue import messages
from fmplan.exports.words import words_of
from fmplan.schedules.task import Task

SURE: Final = "verified"

_IN_BRACKETS: Final = r"\(.*?\)"
_ENGLISH_WORD: Final = r"(?<![\w-])(?!Part\b)[A-Za-z][a-z]{2,}(?![\w.])"
_NUMBERS: Final = r"(?P<numbers>[A-Z0-9][\w.]*(?:, \d[\w.]*)*)(?P<inside>(?:\([^)]*\))*)"


def cited(source: SourceForm, language: str) -> str:
    """Return a citation on one line, such as "TSG T5002-2017, A-1"; what was not read in the source says so."""
    text = bare(source, language)
    if source.confidence in {None, SURE}:
        return text
    return f"{text} ({confidence(source, words_of(language).confidences)})"


def bare(source: SourceForm, language: str) -> str:
    """Return the standard and its clause alone."""
    return words_of(language).separator.join(part for part in _named(source, language) if part)


def confidence(source: SourceForm, words: Mapping[str, str]) -> str:
    """Return how sure a citation is, in words; nothing where it does not say."""
    return words[source.confidence] if source.confidence else ""


def citations(task: Task, language: str) -> list[str]:
    """Return all citations of a task, its own first, each with how sure it is."""
    words = words_of(language).confidences
    sources = [source for source in (task.source, *task.also) if source is not None]
    parts = ((*_named(source, language), confidence(source, words)) for source in sources)
    separator = words_of(language).separator
    return [separator.join(part for part in one if part) for one in parts]


def standard_said(source: SourceForm, language: str) -> str:
    """Return what a standard goes by in a language: its code everywhere, such as GB 50974-2014; else its title there.

    A name in English words is the library's own for a law without a code: who reads another language knows the law
    by its title in that language, where it has one.
    """
    standard = source.standard or ""
    if language == "en" or not _is_in_words(standard):
        return standard
    return _title_in(source.title, language) or standard


def clause_said(clause: str | None, language: str) -> str:
    """Return a clause as a language writes it: `art. 32` is 第32条 in Chinese. What has no such form stays."""
    if not clause or language == "en":
        return clause or ""
    text = re.sub(r"(?<=[\d)]) (?:to|and) (?=\d)", lambda found: _joined(found[0], language), clause)
    for word, form in _clause_forms(language).items():
        text = re.sub(
            rf"(?<!\w){re.escape(word)} {_NUMBERS}",
            lambda found, form=form: form.format(_joined(found["numbers"], language)) + found["inside"],  # type: ignore[misc]
            text,
        )
    return text


def _named(source: SourceForm, language: str) -> tuple[str, str]:
    return standard_said(source, language), clause_said(source.clause, language)


def _title_in(title: Text | None, language: str) -> str:
    """Return a title that is written in a language other than English; nothing where there is none."""
    if isinstance(title, str):
        return "" if title.isascii() else title
    return title.get(language, "") if title else ""


def _is_in_words(standard: str) -> bool:
    """Tell whether a standard is named in English words, rather than by a code or the name in its own language."""
    outside = re.sub(_IN_BRACKETS, "", standard)
    first = outside.partition(" ")[0]
    has_code = any(sign.isdigit() for sign in first) or first.endswith(".")
    return outside.isascii() and not has_code and re.search(_ENGLISH_WORD, outside) is not None


def _joined(numbers: str, language: str) -> str:
    p = messages(language).pgettext
    return (
        numbers.replace(", ", p("numbers of clauses", ", "))
        .replace(" and ", p("numbers of clauses", " and "))
        .replace(" to ", p("numbers of clauses", " to "))
    )


@cache
def _clause_forms(language: str) -> Mapping[str, str]:
    """Return what a language writes for each part that the library calls a standard's parts by."""
    p = messages(language).pgettext
    return {
        "art.": p("clause", "art. {}"),
        "reg.": p("clause", "reg. {}"),
        "s.": p("clause", "s. {}"),
        "clause": p("clause", "clause {}"),
        "ch.": p("clause", "ch. {}"),
        "table": p("clause", "table {}"),
        "Annex": p("clause", "Annex {}"),
        "appendix": p("clause", "appendix {}"),
        "part": p("clause", "part {}"),
        "subd.": p("clause", "subd. {}"),
    }
