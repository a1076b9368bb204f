"""The library as a table, as JSON and as Markdown: every rule with its source and how sure it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from fmplan.assets.estate import Layer
from fmplan.assets.task_form import SourceForm
from fmplan.assets.text import said
from fmplan.exports.citation import confidence
from fmplan.exports.columns import line, widths
from fmplan.exports.markdown import escaped
from fmplan.exports.plain import one_line
from fmplan.exports.rule import conditions_of, rule_of, written
from fmplan.exports.words import words_of
from fmplan.release import RELEASE
from fmplan.schedules.library.words import sources
from fmplan.schedules.load import Schedule
from fmplan.schedules.settle import merged_source
from fmplan.yamlfile.block import Block, Items


class Rule(Struct, frozen=True):
    """One task of the library, in its schedule."""

    schedule: Schedule
    task: str
    layer: Layer

    @property
    def id(self) -> str:
        """The rule by its full name."""
        return f"{self.schedule.id}/{self.task}"

    @property
    def source(self) -> SourceForm:
        """Where it comes from; the library has no task without a source."""
        source = merged_source(self.schedule.source, self.layer.form.source)
        assert source is not None, self.id  # noqa: S101 - a test holds the library to it
        return source


def rules_of(schedules: Sequence[Schedule]) -> list[Rule]:
    """Return every task of some schedules, in the order they are written."""
    return [Rule(one, task, layers[0]) for one in schedules for task, layers in one.layers.items()]


def as_table(rules: Sequence[Rule], language: str, width: int) -> Iterator[str]:
    """Yield each schedule with a line for each rule: when it is due, why it must be, and how sure that is."""
    words = words_of(language)
    heads = (words.rule, words.task, words.when, words.force_short, words.confidence)
    rows = [_row(rule, language) for rule in rules]
    columns = widths([heads, *rows], (3, 5, 5, 5, 6), width)
    yield f"{line(heads, columns)}\n"
    before: Schedule | None = None
    for rule, row in zip(rules, rows, strict=True):
        if rule.schedule is not before:
            before = rule.schedule
            yield one_line(f"{before.id}: {said(before.form.title or '', language)}, {before.form.pack}").join("\n\n")
        yield f"{line(row, columns)}\n"
    yield f"\n{words.rules.format(len(rules))}\n"


def _row(rule: Rule, language: str) -> tuple[str, ...]:
    words, form = words_of(language), rule.layer.form
    return (
        rule.task,
        one_line(said(form.name or "", language)),
        rule_of(rule.layer.block, language),
        words.forces[form.force] if form.force else "",
        confidence(rule.source, words.confidences),
    )


def in_full(rule: Rule, language: str) -> Iterator[str]:
    """Yield everything about one rule as text."""
    words, form, block = words_of(language), rule.layer.form, rule.layer.block
    yield f"{rule.id}  {one_line(said(form.name or '', language))}\n"
    for label, text in _facts(rule, language):
        yield f"  {label}{words.colon}{text}\n"
    if form.checklist:
        yield f"  {words.checklist}{words.colon}{len(form.checklist)}\n"
        for item in form.checklist:
            read = "" if item.read is None else f"  [{written(_item_block(block, item.id).get('read'))}]"
            yield f"    {item.id}  {one_line(said(item.text, language))}{read}\n"


def as_markdown(schedules: Sequence[Schedule], rules: Sequence[Rule], language: str) -> Iterator[str]:
    """Yield each schedule with its rules in a table, and the checklists below it."""
    words = words_of(language)
    for number, schedule in enumerate(schedules):
        of_it = [rule for rule in rules if rule.schedule is schedule]
        if not of_it:
            continue
        title = said(schedule.form.title or schedule.id, language)
        yield f"{chr(10) if number else ''}## {escaped(one_line(title))}\n\n"
        yield from _heading(schedule, language)
        heads = (words.rule, words.task, words.when, words.force_short, words.source, words.confidence)
        yield f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n"
        for rule in of_it:
            cells = (
                f"`{rule.task}`",
                escaped(one_line(said(rule.layer.form.name or "", language))),
                escaped(_rule_and_conditions(rule, language)),
                words.forces[rule.layer.form.force] if rule.layer.form.force else "",
                "; ".join(escaped(one_line(_bare(one))) for one in _all_sources(rule)),
                confidence(rule.source, words.confidences),
            )
            yield f"| {' | '.join(cells)} |\n"
        for rule in of_it:
            yield from _details(rule, language)


def as_json(rules: Sequence[Rule], language: str) -> Iterator[str]:
    """Yield one JSON object that holds every rule as it is written, with its sources."""
    yield f'{{"fmplan":1,"release":{json.dumps(RELEASE)},"rules":['
    for number, rule in enumerate(rules):
        yield f"{',' if number else ''}\n{json.dumps(_object(rule, language), ensure_ascii=False)}"
    yield "\n]}\n"


def _object(rule: Rule, language: str) -> dict[str, Any]:
    form, schedule = rule.layer.form, rule.schedule
    return {
        "rule": rule.id,
        "schedule": schedule.id,
        "task": rule.task,
        "name": said(form.name or "", language),
        "pack": schedule.form.pack,
        "edition": schedule.edition,
        "classes": list(schedule.classes),
        "needs": list(schedule.form.needs or ()),
        "when": _plain(schedule.block.get("when")),
        "kind": form.kind.value if form.kind else None,
        "force": form.force.value if form.force else None,
        "source": rule.source.said(),
        "also": [one.said() for one in form.also or ()],
        "written": _plain(rule.layer.block),
    }


def _heading(schedule: Schedule, language: str) -> Iterator[str]:
    words = words_of(language)
    yield f"`{schedule.id}` · {words.pack}{words.colon}`{schedule.form.pack}`"
    yield f" · {words.class_}{words.colon}{', '.join(f'`{one}`' for one in schedule.classes)}"
    if schedule.form.needs:
        yield f" · {words.needs}{words.colon}{', '.join(f'`{one}`' for one in schedule.form.needs)}"
    if conditions := conditions_of(schedule.block):
        yield f" · {words.applies}{words.colon}{escaped(conditions)}"
    yield f" · {words.edition}{words.colon}{schedule.edition}\n\n"


def _details(rule: Rule, language: str) -> Iterator[str]:
    """Yield what a table has no room for: the note and the checklist of a rule that has one."""
    words, form = words_of(language), rule.layer.form
    if not form.note and not form.checklist:
        return
    yield f"\n**{escaped(one_line(said(form.name or '', language)))}** (`{rule.task}`)\n"
    if form.note:
        yield f"\n{escaped(one_line(said(form.note, language)))}\n"
    if form.checklist:
        yield "\n"
        for item in form.checklist:
            read = _item_block(rule.layer.block, item.id).get("read")
            marks = [*([written(read)] if read else []), *([words.test_item] if item.test else [])]
            after = f" ({escaped(', '.join(marks))})" if marks else ""
            yield f"- `{item.id}` {escaped(one_line(said(item.text, language)))}{after}\n"


def _facts(rule: Rule, language: str) -> Iterator[tuple[str, str]]:
    words, form, schedule = words_of(language), rule.layer.form, rule.schedule
    yield words.when, rule_of(rule.layer.block, language)
    if schedule.form.needs:
        yield words.needs, ", ".join(schedule.form.needs)
    conditions = [one for one in (conditions_of(schedule.block), conditions_of(rule.layer.block)) if one]
    if conditions:
        yield words.applies, ", ".join(conditions)
    for key, label in _LABELS.items():
        value = rule.layer.block.get(key)
        if value is not None:
            yield getattr(words, label), _text(value, language)
    yield words.class_, ", ".join(schedule.classes)
    yield words.pack, f"{schedule.form.pack}, {words.edition} {schedule.edition}"
    if form.kind and form.force:
        yield words.force_short, f"{words.forces[form.force]}, {words.kinds[form.kind]}"
    for source in _all_sources(rule):
        yield words.source, one_line(_with_title(source, language))
        for key in source.read_in or ():
            if key in sources():
                yield words.read_in, one_line(f"{sources()[key].what} ({sources()[key].at})")


_LABELS: Final[Mapping[str, str]] = {
    "covers": "covers",
    "duty": "duty",
    "trade": "trade",
    "qualification": "qualification",
    "duration": "duration",
    "people": "people",
    "impact": "impact",
    "note": "note",
}
"""The keys of a task that are told as they are written, each with the word for it."""


def _text(value: Any, language: str) -> str:
    if isinstance(value, Block) and "en" in value:
        return one_line(said(dict(value), language))
    return one_line(", ".join(map(written, value)) if isinstance(value, Items) else written(value))


def _all_sources(rule: Rule) -> Sequence[SourceForm]:
    return (rule.source, *(rule.layer.form.also or ()))


def _bare(source: SourceForm) -> str:
    return ", ".join(part for part in (source.standard, source.clause) if part)


def _with_title(source: SourceForm, language: str) -> str:
    title = f" ({said(source.title, language)})" if source.title else ""
    sure = confidence(source, words_of(language).confidences)
    return f"{_bare(source)}{title}{': ' if sure else ''}{sure}"


def _rule_and_conditions(rule: Rule, language: str) -> str:
    conditions = conditions_of(rule.layer.block)
    return rule_of(rule.layer.block, language) + (f"{words_of(language).rule_when}{conditions}" if conditions else "")


def _item_block(block: Block, id_: str) -> Block:
    found: Block = next(item for item in block["checklist"] if item["id"] == id_)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Block):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(one) for one in value] if isinstance(value, Items) else value
