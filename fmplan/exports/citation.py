"""Citing a rule: the standard, its clause, and plainly how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fmplan.assets.task_form import SourceForm
from fmplan.exports.words import words_of
from fmplan.schedules.task import Task

SURE: Final = "verified"


def cited(source: SourceForm, language: str) -> str:
    """Return a citation on one line, such as "TSG T5002-2017, A-1"; what was not read in the source says so."""
    text = ", ".join(part for part in (source.standard, source.clause) if part)
    if source.confidence in {None, SURE}:
        return text
    return f"{text} ({confidence(source, words_of(language).confidences)})"


def confidence(source: SourceForm, words: Mapping[str, str]) -> str:
    """Return how sure a citation is, in words; nothing where it does not say."""
    return words[source.confidence] if source.confidence else ""


def citations(task: Task, language: str) -> list[str]:
    """Return all citations of a task, its own first, each with how sure it is."""
    words = words_of(language).confidences
    sources = [source for source in (task.source, *task.also) if source is not None]
    parts = ((source.standard, source.clause, confidence(source, words)) for source in sources)
    return [", ".join(part for part in one if part) for one in parts]
