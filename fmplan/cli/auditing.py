"""Holding estates against the standards they name, and telling it in one of the forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fmplan.cli.options import Answer
from fmplan.cli.rendering import width
from fmplan.cli.session import Opened, today_of
from fmplan.exports.coverage import Coverage, as_markdown, as_table, told_as_json
from fmplan.schedules.coverage import answers_of, lacking, last_dates, next_dates, without_schedule
from fmplan.schedules.lock import Lock


def audited(opened: Opened, today: str | None) -> Coverage:
    """Return how an estate answers the standards it names."""
    estate, day = opened.estate, today_of(opened, today)
    answers = tuple(answers_of(estate, opened.schedules, opened.series, day))
    asked = {answer.series.rank for answer in answers if answer.series is not None}
    logbook = opened.logbook.seen_on(day)
    return Coverage(
        estate,
        day,
        answers,
        tuple(lacking(estate)),
        tuple(without_schedule(estate, opened.series)),
        next_dates(estate, opened.series, logbook, opened.lock or Lock(), day, asked),
        last_dates(opened.series, logbook),
    )


def told(coverages: Sequence[Coverage], format_: str, answer: Answer, *, everything: bool) -> Iterator[bytes]:
    """Yield the answer in one of the forms; several estates one after the other, in JSON as one object."""
    languages = [answer.language or one.estate.language for one in coverages]
    if format_ == "json":
        yield told_as_json(coverages, languages).encode("utf-8", "backslashreplace")
        return
    for number, (one, language) in enumerate(zip(coverages, languages, strict=True)):
        if number:
            yield b"\n"
        lines = (
            as_markdown(one, language) if format_ == "md" else as_table(one, language, width(), everything=everything)
        )
        yield "".join(lines).encode("utf-8", "backslashreplace")
