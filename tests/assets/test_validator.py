"""Forms: what they take, what they say, and that holding one loads nothing of what types them."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from fmplan.assets.estate_form import CalendarForm, EstateForm
from fmplan.assets.task_form import ItemForm, Kind, ReadForm, SourceForm, TaskForm
from fmplan.assets.timing_form import BetweenForm, Bound, Shift
from fmplan.assets.validator import typed
from fmplan.assets.written import Choice
from fmplan.dates.period import Period, Unit
from fmplan.dates.ranges import parse_day

CHECK = {
    "name": {"en": "Check", "zh": "检查"},
    "kind": "inspection",
    "every": {"by": "level", "L1": "1 month", "L2": "2 weeks"},
    "from": {"late": "50%"},
    "when": {"level": ["L1", "L2"], "storeys": {"over": "4"}},
    "covers": "wash",
    "shift": None,
    "checklist": [{"id": "oil", "text": "Oil", "read": {"unit": "bar", "max": "1.5"}, "test": "yes"}],
}


def test_a_block_becomes_the_form_it_is_typed_by() -> None:
    assert typed(TaskForm, CHECK) == (
        TaskForm(
            name={"en": "Check", "zh": "检查"},
            kind=Kind.INSPECTION,
            every=Choice("level", {"L1": Period(1, Unit.MONTH), "L2": Period(2, Unit.WEEK)}),
            from_=BetweenForm(late=50),
            when={"level": ("L1", "L2"), "storeys": Bound(over=4.0)},
            covers=("wash",),
            checklist=(ItemForm(id="oil", text="Oil", read=ReadForm(unit="bar", max=1.5), test=True),),
        ),
        [],
    )


def test_what_is_left_out_is_as_the_form_has_it() -> None:
    estate, refused = typed(
        EstateForm,
        {"fmplan": "1", "estate": "hall", "name": "Hall", "timezone": "Asia/Shanghai", "starts": "2027-01-01"},
    )
    assert refused == []
    assert estate == EstateForm(
        fmplan="1",
        estate="hall",
        name="Hall",
        timezone="Asia/Shanghai",
        starts=parse_day("2027-01-01"),
        calendar=CalendarForm(),
        logbook="logbook",
    )


def test_all_that_is_refused_is_told_at_once() -> None:
    form, refused = typed(
        TaskForm,
        {
            "kind": "inspektion",
            "every": "12 monhts",
            "colour": "red",
            "from": {"late": "half", "soon": "1"},
            "checklist": [{"text": "Oil", "read": {"unit": "bar", "max": "much"}}],
            "impact": "noise",
        },
    )
    assert form is None
    assert [(one["loc"][0], one["loc"][-1], one["type"]) for one in refused] == [
        ("every", "every", "value_error"),
        ("from", "literal['calendar','completion']", "literal_error"),
        ("from", "late", "value_error"),
        ("from", "soon", "extra_forbidden"),
        ("kind", "kind", "enum"),
        ("impact", "impact", "dict_type"),
        ("checklist", "id", "missing"),
        ("checklist", "max", "float_parsing"),
        ("colour", "colour", "extra_forbidden"),
    ]


def test_a_form_says_what_was_neither_left_out_nor_left_empty() -> None:
    assert TaskForm(name="Check", shift=Shift.KEEP, team=None, when={}).said() == {
        "name": "Check",
        "shift": Shift.KEEP,
        "when": {},
    }


@pytest.mark.parametrize("form", [typed(TaskForm, CHECK)[0], SourceForm(standard="TSG T5002", read_in=("text",))])
def test_a_form_is_kept_as_it_is(form: object) -> None:
    assert pickle.loads(pickle.dumps(form, protocol=5)) == form


@pytest.mark.parametrize(
    "module",
    [
        "fmplan.assets.estate",
        "fmplan.assets.mistakes",
        "fmplan.schedules.library.words",
        "fmplan.schedules.opening",
        "fmplan.schedules.owed",
    ],
)
def test_who_holds_forms_does_not_load_what_types_them(module: str) -> None:
    program = f"import sys, {module}; print(sys.modules.keys() & {{'pydantic', 'pydantic_core'}})"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=600, check=True)
    assert ended.stdout == "set()\n"
