"""Loading an estate: `estate.yaml` and everything below `assets/`, with all that is wrong in them at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from fmplan.assets.estate import ESTATE_CLASS, ESTATE_FILE, Asset, Estate, Team
from fmplan.assets.estate_form import CalendarForm, EstateForm
from fmplan.assets.ids import bad_estate_id, bad_id, look_alikes
from fmplan.assets.mail import read_mail, teams_named
from fmplan.assets.mail_form import MailForm
from fmplan.assets.mistakes import did_you_mean, listing, nearest, read_form, sentence, unknown_period
from fmplan.assets.register import Assets, read_register, unreadable
from fmplan.assets.tasks import TaskReader
from fmplan.assets.written import SeasonName
from fmplan.findings import Finding, Place, Severity, in_reading_order
from fmplan.garbage import garbage_left_lying
from fmplan.tree import Tree, TreeError
from fmplan.yamlfile.block import Block
from fmplan.yamlfile.reader import read_yaml


def load_estate(tree: Tree) -> tuple[Estate | None, list[Finding]]:
    """Return the estate in `tree` and every finding about it; None where `estate.yaml` itself cannot be used.

    Nothing is raised for what a person wrote.
    """
    with garbage_left_lying():
        tasks = TaskReader()
        block, findings = _read_estate_file(tree)
        form = mail = None
        if block is not None:
            form, mistakes = read_form(EstateForm, block)
            findings += mistakes
            mail, mistakes = read_mail(block)
            findings += mistakes
        register, mistakes = read_register(tree, tasks)
        assets = register.by_id
        findings += mistakes
        estate = None
        if form is not None and block is not None:
            findings += _wrong_ids(form, block)
            findings += _wrong_names(form, block)
            findings += _wrong_teams(assets.values(), form.teams)
            if mail is not None:
                findings += _wrong_recipients(mail, block, form.teams)
            estate = _estate(form, block, register, tasks, mail)
            if form.estate in assets:
                findings.append(_same_as_the_estate(assets[form.estate]))
        elif block is not None and isinstance(block.get("tasks"), Block):
            tasks.read(block["tasks"], "the estate")  # all mistakes are told at once
        findings += tasks.findings
        return estate, in_reading_order(findings)


def _same_as_the_estate(asset: Asset) -> Finding:
    return Finding(
        "duplicate-id",
        Severity.ERROR,
        asset.place(),
        f"{asset.id!r} is the id of the estate itself, whose own tasks go by it",
        "Give the asset another id.",
    )


def _read_estate_file(tree: Tree) -> tuple[Block | None, list[Finding]]:
    if not tree.has(ESTATE_FILE):
        folder, _, file = tree.name.rpartition("/")
        if file.endswith((".yaml", ".yml")):
            message = f"{tree.name} is one file, and an estate is a folder of files"
            remedy = f"Name the folder: {folder or '.'}"
            return None, [Finding("no-estate", Severity.ERROR, Place(ESTATE_FILE), message, remedy)]
        return None, [
            Finding(
                "no-estate",
                Severity.ERROR,
                Place(ESTATE_FILE),
                f"there is no {ESTATE_FILE} in {tree.name}",
                "Name the folder of an estate, or start one with: fmplan init DIR",
            )
        ]
    try:
        return read_yaml(ESTATE_FILE, tree.read(ESTATE_FILE))
    except TreeError as error:
        return None, [unreadable(error)]


def _estate(form: EstateForm, block: Block, register: Assets, tasks: TaskReader, mail: MailForm | None) -> Estate:
    layers = tasks.read(form.tasks, "the estate")
    itself = Asset(
        id=form.estate,
        name=form.name,
        class_=ESTATE_CLASS,
        block=block,
        tasks={id_: (layer,) for id_, layer in layers.items()},
        waive=form.waive,
    )
    teams = block.get("teams") or {}
    return Estate(
        id=form.estate,
        name=form.name,
        timezone=form.timezone,
        language=form.language,
        starts=form.starts,
        currency=form.currency,
        standards=form.standards,
        facts=form.facts,
        calendar=form.calendar,
        calendars=form.calendars,
        hours=form.hours,
        periods={name: (span,) for name, span in form.periods.items()},
        locations=form.locations,
        teams={id_: Team(id_, team, teams[id_]) for id_, team in sorted(form.teams.items())},
        classes={path: class_.name for path, class_ in form.classes.items()},
        defaults=form.defaults,
        logbook=form.logbook,
        assets=dict(sorted({**register.by_id, form.estate: itself}.items())),
        block=block,
        mail=mail,
        classes_shared=register.classes_shared,
    )


def _wrong_ids(form: EstateForm, block: Block) -> Iterator[Finding]:
    if wrong := bad_estate_id(form.estate, block.value_place("estate")):
        yield wrong
    for key, what in (("teams", "a team"), ("calendars", "a calendar"), ("periods", "a period")):
        names = block.get(key)
        if isinstance(names, Block):
            for id_ in names:
                if wrong := bad_id(id_, what, names.key_place(id_)):
                    yield wrong
            yield from look_alikes([(id_, names.key_place(id_)) for id_ in names], what)


def _wrong_names(form: EstateForm, block: Block) -> Iterator[Finding]:
    """Find what names something that does not exist: a time zone, a calendar."""
    try:
        ZoneInfo(form.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Finding(
            "unknown-timezone",
            Severity.ERROR,
            block.value_place("timezone"),
            f"no time zone is called {form.timezone!r}",
            _likely_zone(form.timezone) or "Write a name of the time zone database, for example Asia/Shanghai.",
        )
    yield from _wrong_calendars(form, block)
    for calendar, written in _calendars(form, block):
        yield from _wrong_quiet_days(calendar, written, form)
    for key, owners in (("teams", form.teams), ("locations", form.locations)):
        for id_, owner in owners.items():
            name = owner.calendar
            if name is not None and name not in form.calendars:
                yield Finding(
                    "unknown-calendar",
                    Severity.ERROR,
                    block[key][id_].value_place("calendar"),
                    f"no calendar is called {name!r}",
                    sentence(did_you_mean(name, form.calendars))
                    or f"Add it under calendars: with its workweek, for example {name}: {{workweek: [mon, tue]}}",
                )


def _likely_zone(name: str) -> str:
    """Return the question whether that zone was meant whose city this is, or that looks like it; "" for none."""
    # Etc/GMT+1 lies an hour west of Greenwich: who writes GMT+1 means the other one.
    zones = sorted(zone for zone in available_timezones() if not zone.startswith("Etc/"))
    city = name.strip().replace(" ", "_").casefold()
    meant = next((zone for zone in zones if "/" in zone and zone.rpartition("/")[2].casefold() == city), None)
    # Most zones begin with their continent, so most look a little alike.
    meant = meant or nearest(name, zones, 0.85)
    return f"Did you mean {meant!r}?" if meant else ""


def unknown_team(team: str, teams: Collection[str], place: Place | None) -> Finding:
    """Return the finding for a team that estate.yaml does not have."""
    known = f"Known teams: {listing(sorted(teams))}. Add others" if teams else "Add it"
    return Finding(
        "unknown-team",
        Severity.ERROR,
        place or Place(ESTATE_FILE),
        f"no team is called {team!r}",
        sentence(did_you_mean(team, teams)) or f"{known} under teams: in estate.yaml.",
    )


def _wrong_recipients(mail: MailForm, block: Block, teams: Collection[str]) -> Iterator[Finding]:
    for team, place in teams_named(mail, block):
        if team not in teams:
            yield unknown_team(team, teams, place)


def _wrong_teams(assets: Iterable[Asset], teams: Collection[str]) -> Iterator[Finding]:
    for asset in assets:
        if asset.team is not None and asset.team not in teams:
            own = "team" in asset.block
            yield unknown_team(asset.team, teams, asset.block.value_place("team") if own else asset.place())


def _calendars(form: EstateForm, block: Block) -> Iterator[tuple[CalendarForm, Block]]:
    if isinstance(block.get("calendar"), Block):
        yield form.calendar, block["calendar"]
    for name, calendar in form.calendars.items():
        yield calendar, block["calendars"][name]


def _wrong_quiet_days(calendar: CalendarForm, written: Block, form: EstateForm) -> Iterator[Finding]:
    """Find quiet days that go by the name of a period which nobody wrote down."""
    for number, quiet in enumerate(calendar.quiet):
        name = quiet.range
        if isinstance(name, SeasonName) and name not in form.periods:
            yield unknown_period(name, form.periods, written["quiet"][number].value_place("range"))


def _wrong_calendars(form: EstateForm, block: Block) -> Iterator[Finding]:
    for calendar, written in _calendars(form, block):
        if calendar.workweek is not None and not calendar.workweek:
            yield Finding(
                "no-working-day",
                Severity.ERROR,
                written.key_place("workweek"),
                "this working week has no day in it: nothing could ever be planned",
                "Write the days on which people work, for example workweek: [mon, tue, wed, thu, fri]",
            )
