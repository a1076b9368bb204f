"""What a digest tells one of its readers: all of an estate for the lead, its own part for a team."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from msgspec.structs import replace

from fmplan.assets.estate import Asset, Team
from fmplan.assets.text import Text, said
from fmplan.dates.ranges import DateRange
from fmplan.exports.mail.outlook import Outlook, Permit, Unread
from fmplan.exports.mail.words import MailWords, mail_words
from fmplan.exports.places import place_name
from fmplan.exports.plain import one_line
from fmplan.exports.turns import Turns
from fmplan.schedules.notices import Notice, Standing, office_of
from fmplan.schedules.occurrence import Occurrence
from fmplan.schedules.owed import Debt
from fmplan.schedules.plan import Plan
from fmplan.schedules.series import Series


class Share:
    """The part of an estate's outlook that one reader gets, with the names as they read in their language.

    `team` is None for the lead, who gets all of it.
    """

    def __init__(self, outlook: Outlook, team: Team | None, language: str) -> None:
        self.outlook = outlook
        self.team = team
        self.language = language
        self.words: MailWords = mail_words(language)
        self._series: dict[int, str] = {}

    @property
    def estate(self) -> str:
        """The name of the estate."""
        return self.said(self.outlook.estate.name) or self.outlook.estate.id

    @property
    def whose(self) -> str:
        """The name of the team; "" for the lead."""
        return "" if self.team is None else self.said(self.team.name) or self.team.id

    def is_ours(self, series: Series) -> bool:
        """Tell whether a series is part of it."""
        return self.team is None or (series.team is not None and series.team.id == self.team.id)

    @cached_property
    def debts(self) -> Sequence[Debt]:
        """What is owed, and what runs out soon, the worst first."""
        return [debt for debt in self.outlook.owed.debts if self.is_ours(debt.series)]

    def work_in(self, days: DateRange) -> Iterator[Occurrence]:
        """Yield the work of some days that is still to be done, in the plan's order."""
        return (one for one in self.outlook.work_in(days) if self.is_ours(one.series))

    @property
    def notices(self) -> list[Notice]:
        """The notices to be posted in the period, or that should hang by now: a team's own; the office's are all."""
        office = office_of(self.outlook.estate)
        is_office = self.team is not None and office is not None and office.id == self.team.id
        return [
            notice
            for notice in self.outlook.notices
            if (notice.standing is not Standing.LATER or notice.post_on <= self.outlook.period.end)
            and (is_office or self.is_ours(notice.occurrences[0].series))
        ]

    @property
    def permits(self) -> list[Permit]:
        """The permits to be asked for."""
        return [one for one in self.outlook.permits if self.is_ours(one.occurrence.series)]

    @property
    def meters(self) -> list[Unread]:
        """The meters to be read."""
        return [one for one in self.outlook.meters if self.is_ours(one.series)]

    def plan_of(self, days: DateRange, without: Collection[str] = ()) -> Plan:
        """Return the plan of some days, with this part's series alone, and none of the teams in `without`."""
        plan = self.outlook.plan
        pairs = [
            pair
            for pair in zip(plan.series, plan.by_series, strict=True)
            if self.is_ours(pair[0]) and (pair[0].team is None or pair[0].team.id not in without)
        ]
        before = {
            one.rank: plan.earlier.get(one.rank, 0) + sum(date.planned < days.start for date in dates)
            for one, dates in pairs
            if one.turn is not None
        }
        return replace(
            plan,
            range=days,
            series=tuple(one for one, _ in pairs),
            by_series=tuple([date for date in dates if date.planned in days] for _, dates in pairs),
            earlier=before,
        )

    @cached_property
    def turns(self) -> Turns:
        """Which units are due on the dates of the plan."""
        return Turns(self.outlook.plan)

    def asset(self, asset: Asset) -> str:
        """Return what people call an asset."""
        return self.said(asset.name) or asset.id

    def task(self, series: Series) -> str:
        """Return what people call a task."""
        return self.said(series.task.name) or series.task.id

    def team_of(self, series: Series) -> str:
        """Return what people call the team of a series; who has none has nobody."""
        return self.said(series.team.name) if series.team else self.words.nobody

    def place(self, location: str) -> str:
        """Return what people call a place; the estate itself where there is none."""
        return one_line(place_name(self.outlook.estate, location, self.language)) or self.estate

    def named(self, series: Series) -> str:
        """Return asset and task as one text: `Tower 1 lift A: Half-monthly service`."""
        found = self._series.get(series.rank)
        if found is None:
            found = f"{self.asset(series.asset)}{self.words.colon}{self.task(series)}"
            self._series[series.rank] = found
        return found

    def said(self, text: Text | None) -> str:
        """Return a text of the register in the language of the letter, on one line."""
        return one_line(said(text, self.language))
