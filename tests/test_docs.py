"""The pages below docs/ say what the code does: nothing is missing from them, and nothing in them is made up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from fmplan.assets import asset_form, estate_form, mail_form, task_form, timing_form
from fmplan.assets.form import Form
from fmplan.assets.mistakes import keys_of
from fmplan.checks import RULES
from fmplan.checks.run import findings_of
from fmplan.checks.situation import Situation
from fmplan.cli.app import command
from fmplan.cli.exits import Exit
from fmplan.exports import FORMATS
from fmplan.exports.fields import FIELDS
from fmplan.exports.findings import as_fields
from fmplan.findings import Finding, Place, Severity
from fmplan.schedules import schedule_form
from fmplan.schedules.occurrence import Status
from fmplan.schedules.opening import open_register
from tests.badestates import BAD
from tests.docsexamples import Example, examples_in, printed
from tests.memorytree import MemoryTree

ROOT: Final = Path(__file__).parent.parent
DOCS: Final = {page.name: page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").glob("*.md"))}
_FENCED: Final = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
PROSE: Final = {name: _FENCED.sub("", text) for name, text in DOCS.items()}
_CODE: Final = re.compile(r"`([^`]+)`")


def _section(page: str, heading: str) -> str:
    """Return what stands below a heading of a page, down to the next heading of any level."""
    parts = re.split(r"^(#+ .*)$", PROSE[page], flags=re.MULTILINE)
    return parts[parts.index(heading) + 1]


def _rows(text: str) -> list[list[str]]:
    """Return the cells of every row of the tables in a text, without heads and rules."""
    rows = []
    lines = text.splitlines()
    for number, line in enumerate(lines):
        is_head = number + 1 < len(lines) and lines[number + 1].startswith("|---")
        if line.startswith("| ") and not is_head:
            rows.append([cell.strip() for cell in line.strip("|").split(" | ")])
    return rows


def _named(cells: list[str]) -> list[str]:
    return [name for cell in cells for name in _CODE.findall(cell)]


def _first_names(text: str) -> set[str]:
    return set(_named([row[0] for row in _rows(text)]))


# docs/files.md

_SHARED = set(keys_of(asset_form.SharedForm))
_TIMING = set(keys_of(timing_form.TimingForm))
_WHEN = set(timing_form.WHEN_KEYS)
KEYS: Final = {
    "## estate.yaml": set(keys_of(estate_form.EstateForm)),
    "### A calendar": set(keys_of(estate_form.CalendarForm)),
    "### A location": set(keys_of(estate_form.LocationForm)),
    "### A team": set(keys_of(estate_form.TeamForm)),
    "### Defaults of the estate": set(keys_of(estate_form.DefaultsForm)),
    "### Mail": set(keys_of(mail_form.MailForm)),
    "### A digest": {
        key for form in (mail_form.WeeklyForm, mail_form.MonthlyForm, mail_form.OverdueForm) for key in keys_of(form)
    },
    "## assets/*.yaml": set(keys_of(asset_form.RegisterForm)),
    "### What assets, types and defaults may say": _SHARED,
    "### What only an asset may say": set(keys_of(asset_form.AssetForm)) - _SHARED | {"certificates", "waive"},
    "## schedules/*.yaml": set(keys_of(schedule_form.ScheduleForm)),
    "### What it is": set(keys_of(task_form.TaskForm)) - _TIMING,
    "### When": _WHEN,
    "### What shapes it": _TIMING - _WHEN,
}
BLOCKS: Final[dict[str, type[Form]]] = {
    "certificates": asset_form.CertificateForm,
    "waive": asset_form.WaiverForm,
    "contract": estate_form.ContractForm,
    "quiet": estate_form.QuietForm,
    "classes": estate_form.ClassForm,
    "impact": task_form.ImpactForm,
    "permit": task_form.PermitForm,
    "source": task_form.SourceForm,
    "checklist": task_form.ItemForm,
    "read": task_form.ReadForm,
    "ages": timing_form.AgesForm,
    "meter": timing_form.MeterForm,
    "after": timing_form.AfterForm,
    "before": timing_form.BeforeForm,
    "from": timing_form.BetweenForm,
    "window": timing_form.WindowForm,
    "round": timing_form.RoundForm,
    "rotate": timing_form.RotateForm,
    "was": timing_form.OlderRule,
    "when": timing_form.Bound,
}
_FORMS = (estate_form, asset_form, mail_form, task_form, timing_form, schedule_form)


@pytest.mark.parametrize("heading", KEYS)
def test_the_table_has_the_keys_of_the_form(heading: str) -> None:
    assert _first_names(_section("files.md", heading)) == KEYS[heading]


@pytest.mark.parametrize("block", BLOCKS)
def test_every_key_of_a_block_is_named_beside_it(block: str) -> None:
    rows = [row for row in _rows(PROSE["files.md"]) if row[0] == f"`{block}`"]
    prose = [line for line in PROSE["files.md"].replace("\n", " ").split(". ") if f"`{block}`" in line]
    named = set(_named([cell for row in rows for cell in row[1:]] + prose))
    assert set(keys_of(BLOCKS[block])) <= named


def test_no_form_is_forgotten() -> None:
    """Every form of these modules is one of those above."""
    forms = {
        form
        for module in _FORMS
        for form in vars(module).values()
        if isinstance(form, type) and issubclass(form, Form) and form.__module__ == module.__name__
    }
    headed = {
        estate_form.EstateForm,
        estate_form.CalendarForm,
        estate_form.LocationForm,
        estate_form.TeamForm,
        estate_form.DefaultsForm,
        asset_form.RegisterForm,
        asset_form.SharedForm,
        asset_form.AssetForm,
        schedule_form.ScheduleForm,
        schedule_form.ScheduleFileForm,
        task_form.TaskForm,
        timing_form.TimingForm,
        mail_form.MailForm,
        mail_form.DigestForm,
        mail_form.WeeklyForm,
        mail_form.MonthlyForm,
        mail_form.OverdueForm,
    }
    assert forms == headed | set(BLOCKS.values())


def test_the_files_shown_are_one_estate_that_checks_clean() -> None:
    files = dict(re.findall(r"^```yaml\n# (\S+\.yaml)\n([^`]*)^```$", DOCS["files.md"], re.MULTILINE))
    assert {"estate.yaml", "estate.lock.yaml"} < set(files)
    tree = MemoryTree(files)
    register = open_register(tree)
    assert register.estate is not None
    found = findings_of(Situation(register.estate, register.schedules, register.series, register.lock))
    assert [*register.findings, *found] == []


# docs/dates.md

EXAMPLES: Final = examples_in(DOCS["dates.md"])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.command)
def test_an_example_shows_what_the_command_prints(
    example: Example, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    dates = printed(example, tmp_path)
    if request.config.getoption("--update-golden"):
        page = ROOT / "docs" / "dates.md"
        old, new = example.text, example._replace(shown=dates).text
        page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    else:
        assert dates == example.shown


def test_no_yaml_of_the_page_is_left_unrun() -> None:
    assert len(EXAMPLES) == DOCS["dates.md"].count("```yaml") > 20


# docs/commands.md


def _commands() -> dict[str, Any]:
    whole: Any = command()
    commands: dict[str, Any] = whole.commands
    return commands


def test_every_command_has_its_section() -> None:
    sections = re.findall(r"^## fmplan (\S+)$", DOCS["commands.md"], re.MULTILINE)
    assert sorted(sections) == sorted(_commands())


def test_every_option_is_listed_with_the_commands_that_take_it() -> None:
    taken: dict[str, set[str]] = {}
    for name, one in _commands().items():
        for parameter in one.params:
            for option in parameter.opts if parameter.param_type_name == "option" else ():
                taken.setdefault(option, set()).add(name)
    told = {
        option: set(_named([row[2]]))
        for row in _rows(_section("commands.md", "## Options"))
        for option in _CODE.findall(row[0])
    }
    assert told == taken


@pytest.mark.parametrize("group", [name for name, one in _commands().items() if hasattr(one, "commands")])
def test_every_command_of_a_group_is_told_in_its_section_with_its_options(group: str) -> None:
    section, below = _section("commands.md", f"## fmplan {group}"), _commands()[group].commands
    options = {option for one in below.values() for parameter in one.params for option in parameter.opts}
    assert {name for name in below if not re.search(rf"`(?:fmplan {group} )?{name}\b", section)} == set()
    assert {option for option in options if option.startswith("--")} <= set(re.findall(r"--[a-z-]+", section))


def test_every_exit_code_is_told() -> None:
    assert {int(row[0]) for row in _rows(_section("commands.md", "## Exit codes"))} == set(Exit)


def test_every_format_is_told() -> None:
    sections = _section("commands.md", "## fmplan calendar") + _section("commands.md", "## fmplan export")
    assert set(FORMATS) == _first_names(sections) - {"json", "csv"} | {"json", "csv"}


def test_the_fields_of_an_occurrence_are_told_in_their_order() -> None:
    assert _named([row[0] for row in _rows(_section("commands.md", "### An occurrence"))]) == list(FIELDS)


def test_the_fields_of_a_finding_are_told_in_their_order() -> None:
    finding = Finding("bad-id", Severity.ERROR, Place("estate.yaml"), "", "")
    assert _named([row[0] for row in _rows(_section("commands.md", "### A finding"))]) == list(as_fields(finding))


@pytest.mark.parametrize(
    ("page", "heading"), [("commands.md", "### An occurrence"), ("dates.md", "## 5. Status on a day")]
)
def test_every_status_is_told(page: str, heading: str) -> None:
    assert {status.value for status in Status} <= set(_CODE.findall(_section(page, heading)))


# docs/findings.md


def _told_findings() -> dict[str, set[str]]:
    return {_named([row[0]])[0]: set(row[1].split(", ")) for row in _rows(PROSE["findings.md"])}


def _severities() -> dict[str, set[str]]:
    """Return the severities of each code, as the bad estates tell them."""
    found: dict[str, set[str]] = {}
    for folder in BAD.iterdir():
        text = (folder / "expected.txt").read_text(encoding="utf-8")
        said = re.match(r"\S+: (note|warning): ", text)
        found.setdefault(folder.name.partition("--")[0], set()).add(said[1] if said else "error")
    return found


def test_every_code_is_listed_with_its_severity() -> None:
    assert _told_findings() == _severities()


def test_every_check_is_listed_with_its_page() -> None:
    links = dict(re.findall(r"^\| \[`([a-z-]+)`\]\((\S+)\)", _section("findings.md", "## Checks"), re.MULTILINE))
    assert links == {code: f"../{module.replace('.', '/')}.py" for code, module in RULES.items()}


# docs/architecture.md


def _told_files() -> Iterator[str]:
    parts = re.split(
        r"^### (fmplan\S*)$", PROSE["architecture.md"].partition("\n## One command")[0], flags=re.MULTILINE
    )
    for package, text in zip(parts[1::2], parts[2::2], strict=True):
        for row in _rows(text):
            yield from (f"{package}/{name}" for name in _CODE.findall(row[0]))


def test_every_file_is_told_once_and_none_that_is_not_there() -> None:
    there = [
        path.relative_to(ROOT).as_posix() for path in (ROOT / "fmplan").rglob("*.py") if path.name != "__init__.py"
    ]
    assert sorted(_told_files()) == sorted(there)


def test_every_function_of_the_walk_is_where_it_is_said_to_be() -> None:
    walk = PROSE["architecture.md"].partition("\n## One command")[2]
    steps = re.findall(r"`(\S+\.py)`\s+`(\w+)`", walk)
    assert len(steps) > 20
    missing = [
        (path, name)
        for path, name in steps
        if not re.search(
            rf"^(?:def|class) {name}\b", (ROOT / "fmplan" / path).read_text(encoding="utf-8"), re.MULTILINE
        )
    ]
    assert missing == []


# All pages


@pytest.mark.parametrize("page", DOCS)
def test_every_link_leads_somewhere(page: str) -> None:
    for target, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]+))?\)", DOCS[page]):
        assert (ROOT / "docs" / target).exists()
        if anchor:
            assert anchor in _anchors(PROSE[target or page])


def _anchors(text: str) -> set[str]:
    """Return the anchors of the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("named", sorted((ROOT / "fmplan").rglob("*.py")), ids=lambda path: path.stem)
def test_what_the_source_says_of_a_page_is_there(named: Path) -> None:
    """A docstring may name `docs/dates.md, 3`: the page has such a section."""
    for page, number in re.findall(r"docs/(\w+\.md)(?:, (\d))?", named.read_text(encoding="utf-8")):
        assert page in DOCS
        assert not number or f"\n## {number}. " in DOCS[page]
