"""A rule in one line, as it is written: when it is due, and what shapes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from fmplan.assets.timing_form import WHEN_KEYS, Shift
from fmplan.dates.duration import parse_duration
from fmplan.dates.period import parse_period
from fmplan.dates.placing import parse_placing
from fmplan.exports.catalogue import messages
from fmplan.exports.plain import one_line
from fmplan.exports.timingwords import duration_said, every_said, period_said, placing_said, timing_words
from fmplan.yamlfile.block import Block, Items


def rule_of(block: Block, language: str) -> str:
    """Return the rule of a task as one line, such as `every 14 days, at most 15 days apart`."""
    return one_line(timing_words(language).join.join(_Rule(language).parts(block)))


def conditions_of(block: Block) -> str:
    """Return the facts under which a task or a schedule applies, as one line; nothing where it always does."""
    when = block.get("when")
    return "" if not when else one_line(", ".join(f"{name}: {written(value)}" for name, value in when.items()))


def written(value: Any) -> str:
    """Return a value in one line, as it may be written in YAML."""
    if isinstance(value, Block):
        return "{" + ", ".join(f"{key}: {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, Items):
        return "[" + ", ".join(map(written, value)) + "]"
    return "" if value is None else str(value)


_SHAPING: Final = (
    "count",
    "within",
    "on",
    "from",
    "max_gap",
    "min_gap",
    "keep_anchor",
    "season",
    "shift",
    "times",
    "round",
    "rotate",
    "sample",
    "ends",
)


class _Rule:
    """The words of a language for what a rule is written in."""

    def __init__(self, language: str) -> None:
        p = messages(language).pgettext
        self._language, self._p = language, p
        self._forms = {
            "every": p("rule, by fact", "every {}"),
            "once_per": p("rule, by fact", "once per {}"),
            "rrule": p("rule", "rrule {}"),
            "dates": p("rule", "dates {}"),
            "event": p("rule", "after {}"),
            "count": p("rule", "{} times"),
            "within": p("rule", "within {}"),
            "on": p("rule", "on {}"),
            "from": p("rule", "from {}"),
            "max_gap": p("rule", "at most {} apart"),
            "min_gap": p("rule", "at least {} apart"),
            "keep_anchor": p("rule", "keep anchor {}"),
            "season": p("rule", "in {}"),
            "shift": p("rule", "shift {}"),
            "times": p("rule", "times {}"),
            "rotate": p("rule", "rotate {}"),
            "sample": p("rule", "sample {}"),
            "ends": p("rule", "ends {}"),
        }
        self._froms = {"calendar": p("from", "calendar"), "completion": p("from", "completion")}
        self._seasons = {
            "cooling-season": p("season", "cooling-season"),
            "flood-season": p("season", "flood-season"),
            "frost-season": p("season", "frost-season"),
            "heating-fill": p("season", "heating-fill"),
            "heating-season": p("season", "heating-season"),
            "outdoor-works": p("season", "outdoor-works"),
            "plum-rains": p("season", "plum-rains"),
            "typhoon-season": p("season", "typhoon-season"),
        }
        self._shifts = {
            Shift.EARLIER: p("shift", "earlier"),
            Shift.LATER: p("shift", "later"),
            Shift.NEAREST: p("shift", "nearest"),
            Shift.KEEP: p("shift", "keep"),
            Shift.SKIP: p("shift", "skip"),
        }

    def parts(self, block: Block) -> Iterator[str]:
        """Yield the keys of a rule, each as one would say it."""
        for key in (*WHEN_KEYS, *_SHAPING):
            if key in block:
                yield self._part(key, block[key])

    def _part(self, key: str, value: Any) -> str:
        p, words = self._p, timing_words(self._language)
        match key:
            case "ages":
                return self._ages(value)
            case "after":
                return words.after.format(within=self._plainly("within", value["within"]), task=value["task"])
            case "before":
                what = value.get("task") or value.get("holiday")
                return words.before.format(by=self._plainly("by", value["by"]), what=what)
            case "meter":
                return words.meter.format(every=value["every"], unit=value["unit"], of=value["of"])
            case "round":
                every, within = self._duration(value["every"]), self._plainly("within", value["within"])
                said = p("rule", "every {every} within {within}").format(every=every, within=within)
                return said + (p("rule", ", and at closing") if value.get("closing") == "true" else "")
            case "every" if not isinstance(value, Block):
                return self._every(str(value))
            case "once_per" if not isinstance(value, Block):
                return p("rule, at least", "once per {}").format(self._word(key, str(value)))
        return self._forms[key].format(self._plainly(key, value))

    def _plainly(self, key: str, value: Any) -> str:
        """Return a value as one would say it: a choice by its fact, a list without brackets."""
        if isinstance(value, Block):
            options = timing_words(self._language).join.join(
                f"{self._period(name)} {self._plainly(key, option)}" for name, option in value.items() if name != "by"
            )
            if "by" not in value:
                return options
            p = self._p
            return p("rule", "by {fact} ({options})").format(fact=value["by"], options=options)
        if isinstance(value, Items):
            p = self._p
            return p("rule", " and ").join(self._plainly(key, one) for one in value)
        return self._word(key, str(value))

    def _duration(self, text: str) -> str:
        try:
            return duration_said(parse_duration(text), self._language)
        except ValueError:
            return text

    def _every(self, text: str) -> str:
        try:
            return every_said(parse_period(text), self._language)
        except ValueError:
            return timing_words(self._language).every.format(text)

    def _ages(self, ages: Any) -> str:
        p, words = self._p, timing_words(self._language)
        parts = [words.at_ages.format(words.join.join(map(self._period, ages["at"])))] if "at" in ages else []
        if "then" in ages:
            parts.append((words.then_every if parts else words.every).format(self._period(ages["then"])))
        if "except_years_of" in ages:
            parts.append(words.except_years.format(ages["except_years_of"]))
        of = ages.get("of", "in_service")
        return p("rule", "{ages} (from {day})").format(ages=words.join.join(parts), day=words.ages_of.get(of, of))

    def _word(self, key: str, text: str) -> str:
        words = timing_words(self._language)
        calendar = {period.value: said for period, said in words.calendar.items()}
        match key:
            case "once_per" if text in calendar:
                return calendar[text]
            case "shift" if text in self._shifts:
                return self._shifts[Shift(text)]
            case "from":
                return self._froms.get(text, text)
            case "season":
                return self._seasons.get(text, text)
            case "on":
                try:
                    return placing_said(parse_placing(text), self._language)
                except ValueError:
                    return text
        return self._period(text)

    def _period(self, text: str) -> str:
        try:
            return period_said(parse_period(text, zero=True), self._language)
        except ValueError:
            return text
