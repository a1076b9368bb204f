"""What the standards ask that a register does not have: in short for the lead, in full for an auditor."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from fmplan.assets.estate import Asset, Estate
from fmplan.assets.text import said
from fmplan.dates.day import ISO, Day
from fmplan.exports.citation import bare, cited, confidence
from fmplan.exports.columns import INDENT, cut_left, line, widths, wrapped
from fmplan.exports.markdown import escaped
from fmplan.exports.plain import one_line
from fmplan.exports.rule import rule_of
from fmplan.exports.timingwords import timing_said
from fmplan.exports.words import names_said, words_of
from fmplan.release import RELEASE
from fmplan.schedules.coverage import GAPS, Answer, Lacking, Standing
from fmplan.schedules.settle import merged_source


class Coverage(Struct, frozen=True):
    """How one estate answers the standards it names, seen on a day.

    `dates` are by rank of series what is open next, `done` the days on which it was last done.
    """

    estate: Estate
    today: Day
    answers: tuple[Answer, ...]
    lacking: tuple[Lacking, ...]
    without: tuple[Asset, ...]
    dates: Mapping[int, Day]
    done: Mapping[int, Day]

    @property
    def has_gaps(self) -> bool:
        """Whether something that law or a regulator asks for is missing, laxer, or hangs on a missing fact."""
        return any(answer.is_gap for answer in self.answers)


def as_table(coverage: Coverage, language: str, width: int, *, everything: bool) -> Iterator[str]:
    """Yield what is to be looked at, each rule once for all assets alike; with `everything` also what is covered."""
    words = words_of(language)
    counts = Counter(answer.standing for answer in coverage.answers)
    name = one_line(said(coverage.estate.name, language))
    figures = words.separator.join(f"{words.standings[one.value]} {counts[one]:,}" for one in Standing)
    yield from _paragraph(f"{name}{words.colon}{figures}", width, margin="")
    rows = [_row(group, language) for group in _groups(coverage.answers) if everything or _is_shown(group[0])]
    if rows:
        heads = (words.standing, words.rule, words.asset, words.force_short, words.why)
        columns = widths([heads, *rows], (6, 5, 4, 4, 4), width)
        yield f"\n{line(heads, columns)}\n"
        for standing, rule, *others in rows:
            # What tells rules of one schedule apart stands at the end.
            yield f"{line((standing, cut_left(rule, columns[1]), *others), columns)}\n"
    facts = _missing_facts(coverage.answers)
    if facts:
        yield f"\n{words.missing_facts}\n"
        for name, answers in facts.items():
            rules = names_said(sorted({answer.id for answer in answers}), language, 3)
            yield from _paragraph(one_line(f"{name}{words.colon}{rules}"), width)
    if coverage.lacking:
        yield f"\n{words.lacking}\n"
        for classes, alike in _lacking_alike(coverage.lacking).items():
            beside = names_said([asset.id for asset in alike.beside], language, 3)
            because = said(alike.usual.because, language)
            yield from _paragraph(one_line(f"{classes} ({beside}){words.colon}{because}"), width)
    if coverage.without:
        names = names_said([f"{asset.id} ({asset.class_})" for asset in coverage.without], language, 12)
        yield "\n"
        yield from _paragraph(f"{words.without_schedule}{words.colon}{one_line(names)}", width, margin="")


def _paragraph(text: str, width: int, margin: str = INDENT) -> Iterator[str]:
    return (f"{part}\n" for part in wrapped(text, width, margin=margin))


def _lacking_alike(lacking: Sequence[Lacking]) -> dict[str, Lacking]:
    """Return what is usual for one reason beside the same buildings once, by all its classes."""
    groups: dict[tuple[int, tuple[str, ...]], list[Lacking]] = {}
    for one in lacking:
        groups.setdefault((id(one.usual), tuple(asset.id for asset in one.beside)), []).append(one)
    return {", ".join(one.class_ for one in group): group[0] for group in groups.values()}


def as_markdown(coverage: Coverage, language: str) -> Iterator[str]:
    """Yield every rule for every asset, for an auditor: rule, clause, asset, task, interval, last done, next due."""
    words = words_of(language)
    counts = Counter(answer.standing for answer in coverage.answers)
    name = escaped(one_line(said(coverage.estate.name, language)))
    yield f"# {name}{words.colon}{words.coverage} {ISO[coverage.today]}\n\n"
    yield f"{words.separator.join(f'{words.standings[one.value]} {counts[one]:,}' for one in Standing)}\n\n"
    heads = (
        words.standing,
        words.rule,
        words.source,
        words.confidence,
        words.asset,
        words.task,
        words.interval,
        words.last_done,
        words.next_due,
        words.why,
    )
    yield f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n"
    for answer in coverage.answers:
        cells = _cells(answer, coverage, language)
        yield f"| {' | '.join(escaped(one_line(cell)) for cell in cells)} |\n"
    if coverage.lacking:
        yield f"\n## {words.lacking}\n\n"
        for one in coverage.lacking:
            beside = names_said([asset.id for asset in one.beside], language, 6)
            source = f" ({cited(one.usual.source, language)})" if one.usual.source else ""
            text = f"{one.class_}, {beside}{words.colon}{said(one.usual.because, language)}{source}"
            yield f"- {escaped(one_line(text))}\n"
    if coverage.without:
        yield f"\n## {words.without_schedule}\n\n"
        for asset in coverage.without:
            yield f"- `{asset.id}` {escaped(one_line(said(asset.name, language)))} ({escaped(asset.class_)})\n"


def as_object(coverage: Coverage, language: str) -> dict[str, Any]:
    """Return everything as one object of JSON."""
    return {
        "fmplan": 1,
        "release": RELEASE,
        "estate": coverage.estate.id,
        "today": ISO[coverage.today],
        "gaps": sum(answer.is_gap for answer in coverage.answers),
        "answers": [_object(answer, coverage, language) for answer in coverage.answers],
        "missing_facts": {
            name: sorted({answer.id for answer in answers})
            for name, answers in _missing_facts(coverage.answers).items()
        },
        "usual_classes": [
            {
                "class": one.class_,
                "beside": [asset.id for asset in one.beside],
                "because": said(one.usual.because, language),
                "source": one.usual.source.said() if one.usual.source else None,
            }
            for one in coverage.lacking
        ],
        "without_schedule": [asset.id for asset in coverage.without],
    }


def told_as_json(coverages: Sequence[Coverage], languages: Sequence[str]) -> str:
    """Return one object for one estate, else one that holds those of a portfolio."""
    objects = [as_object(one, language) for one, language in zip(coverages, languages, strict=True)]
    whole: Any = objects[0] if len(objects) == 1 else {"fmplan": 1, "release": RELEASE, "estates": objects}
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n"


def _object(answer: Answer, coverage: Coverage, language: str) -> dict[str, Any]:
    source = merged_source(answer.schedule.source, answer.layer.form.source)
    series, force = answer.series, answer.layer.form.force
    return {
        "standing": answer.standing.value,
        "rule": answer.id,
        "name": said(answer.layer.form.name or "", language),
        "force": force.value if force else None,
        "source": source.said() if source else None,
        "also": [one.said() for one in answer.layer.form.also or ()],
        "asset": answer.asset.id,
        "class": answer.asset.class_,
        "task": series.task.id if series else None,
        "interval": str(series.task.timing) if series else None,
        "last_done": _day_of(answer, coverage.done) or None,
        "next_due": _day_of(answer, coverage.dates) or None,
        "why": answer.why or None,
        "until": ISO[answer.waiver.until] if answer.waiver and answer.waiver.until is not None else None,
    }


_ORDER: Final = {standing: number for number, standing in enumerate(Standing)}


def _groups(answers: Sequence[Answer]) -> list[list[Answer]]:
    """Return the answers in groups of one rule that stands alike with several assets; what binds and lacks first."""
    groups: dict[tuple[Standing, str, str], list[Answer]] = {}
    for answer in answers:
        groups.setdefault((answer.standing, answer.id, answer.why), []).append(answer)
    return sorted(groups.values(), key=lambda group: (not group[0].is_gap, _ORDER[group[0].standing], group[0].id))


def _is_shown(answer: Answer) -> bool:
    return answer.standing in GAPS or answer.standing in {Standing.WAIVED, Standing.OWN}


def _row(group: Sequence[Answer], language: str) -> tuple[str, ...]:
    words, first = words_of(language), group[0]
    assets = names_said([answer.asset.id for answer in group], language, 2)
    force = words.forces[first.layer.form.force] if first.layer.form.force else ""
    return words.standings[first.standing.value], first.id, one_line(assets), force, one_line(_why(first, language))


def _why(answer: Answer, language: str) -> str:
    words = words_of(language)
    if answer.waiver is not None and answer.waiver.until is not None:
        return f"{answer.why} ({words.until} {ISO[answer.waiver.until]})"
    return f"{words.fact} {answer.why}" if answer.standing is Standing.UNKNOWN else answer.why


def _missing_facts(answers: Sequence[Answer]) -> dict[str, list[Answer]]:
    facts: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.standing is Standing.UNKNOWN:
            facts.setdefault(answer.why, []).append(answer)
    return dict(sorted(facts.items()))


def _cells(answer: Answer, coverage: Coverage, language: str) -> tuple[str, ...]:
    words, series = words_of(language), answer.series
    source = merged_source(answer.schedule.source, answer.layer.form.source)
    return (
        words.standings[answer.standing.value],
        answer.id,
        bare(source, language) if source else "",
        confidence(source, words.confidences) if source else "",
        answer.asset.id,
        series.task.id if series else "",
        timing_said(series.task.timing, language) if series else rule_of(answer.layer.block, language),
        _day_of(answer, coverage.done),
        _day_of(answer, coverage.dates),
        _why(answer, language),
    )


def _day_of(answer: Answer, days: Mapping[int, Day]) -> str:
    day = days.get(answer.series.rank) if answer.series else None
    return "" if day is None else ISO[day]
