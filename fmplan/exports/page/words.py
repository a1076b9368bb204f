"""The words of the page: its headings, its filters, its states, its dates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from fmplan.exports.catalogue import messages
from fmplan.exports.daywords import day_words
from fmplan.schedules.owed import What


@cache
def page_words(language: str) -> Mapping[str, str]:
    """Return the words of a language by name; English for one that has none here."""
    said = messages(language)
    _, p = said.gettext, said.pgettext
    return {
        "plan": p("page", "Maintenance plan"),
        "seen_on": _("as seen on {}"),
        "owed": p("page", "Owed"),
        "owed_all": _("Nothing is owed."),
        "year": _("The year"),
        "year_lead": _("Person-hours a day. Choose a day, a week or a month."),
        "work": _("Work"),
        "line": _("Time line by system"),
        "line_lead": _("Weeks by person-hours; open a system to see each asset's dates."),
        "tasks": _("Tasks"),
        "tasks_lead": _("Each task with its checklist and where it comes from."),
        "contents": _("Contents"),
        "filters": _("Filter"),
        "team": _("Team"),
        "class": _("Class"),
        "kind": p("filter", "Kind"),
        "place": _("Place"),
        "state": _("State"),
        "search": _("Search"),
        "search_hint": _("asset, task, id"),
        "all": _("all"),
        "nobody": _("no team"),
        "whole": _("whole estate"),
        "reset": _("Show all"),
        "theme": _("Light or dark"),
        "print": _("Print"),
        "estate": _("Estate"),
        "pages": _("Pages"),
        "feeds": _("Calendars"),
        "everything": _("Everything"),
        "today": _("Today"),
        "previous": _("Previous"),
        "next": _("Next"),
        "day": _("Day"),
        "week": _("Week"),
        "month": _("Month"),
        "week_n": _("Week {}"),
        "days_late": _("{} d late"),
        "since": _("owed since {}"),
        "must_not": _("must not be used"),
        "more": _("Show {} more"),
        "none_here": _("Nothing is planned here."),
        "no_fit": _("Nothing fits this filter."),
        "this_week": _("This week"),
        "in_range": _("In this plan"),
        "breaches": _("{} in breach"),
        "dates": p("page", "{} dates"),
        "hours": _("{} h"),
        "assets_n": _("{} assets"),
        "and_more": p("page", "+{}"),
        "less": _("less"),
        "more_hours": _("more"),
        "has_late": _("overdue work"),
        "due": _("due {}"),
        "done_on": _("done {}"),
        "moved": _("moved: {}"),
        "units": _("units {}"),
        "checklist": _("Checklist"),
        "source": _("Source"),
        "schedule": _("Schedule"),
        "rule": _("Rule"),
        "force": _("Because of"),
        "duration": _("Duration"),
        "people": _("People"),
        "impact": _("Residents notice"),
        "covers": _("Includes"),
        "qualification": _("Qualification"),
        "note": _("Note"),
        "instructions": _("Instructions"),
        "permit": _("Permit"),
        "criticality": _("Criticality"),
        "read": _("read: {}"),
        "read_min": _("from {}"),
        "read_max": _("to {}"),
        "test": p("page", "test"),
        "no_script": _("This page needs JavaScript, which is switched off here. The same plan: fmplan calendar."),
        "from_to": _("{} to {}"),
        "legend": _("Hours a day"),
        "made": _("Made by fmplan {} from plain text. Nothing on this page is asked of a network."),
        "skip": _("To the work"),
        "open_row": _("Show its assets"),
        "index": _("All pages"),
        "contracts": _("Contracts"),
    }


@cache
def whats_in(language: str) -> Mapping[str, str]:
    """Return what each thing that is owed is called."""
    _ = messages(language).gettext
    return {
        What.WORK: _("work"),
        What.CERTIFICATE: _("certificate"),
        What.CONTRACT: _("contract"),
        What.LIFE: _("end of life"),
        What.READING: _("reading"),
    }


@cache
def _impacts(language: str) -> Mapping[str, str]:
    _ = messages(language).gettext
    return {
        "outage": _("outage"),
        "noise": _("noise"),
        "alarm": _("alarms"),
        "impair": _("fire protection off"),
        "access": _("access to rooms"),
        "traffic": _("traffic"),
        "smell": _("smell"),
        "wet": _("wet floors"),
        "spray": _("spraying"),
        "crowd": _("crowd"),
        "lift": _("lift"),
        "water": _("water"),
        "power": _("power"),
        "gas": _("gas"),
        "heating": _("heating"),
        "network": _("network"),
        "of": _("{of} {impact}"),
    }


def dates_in(language: str) -> Mapping[str, object]:
    """Return what the page needs to write a date: months, weekdays, and the forms with year, month, day, weekday."""
    words = day_words(language)
    return {
        "months": words.months,
        "weekdays": words.weekdays,
        "short": words.weekdays_short,
        "long": words.date_and_weekday,
        "brief": words.day_and_month,
        "month": words.month,
    }


def impact_said(type_: str, of: str | None, language: str) -> str:
    """Return what residents notice, in a word or two."""
    words = _impacts(language)
    return words[type_] if of is None else words["of"].format(of=words[of], impact=words[type_])
