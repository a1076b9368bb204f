"""The words that tables and calendars are written in, in the languages of the exports."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from fmplan.assets.task_form import Force, Kind
from fmplan.schedules.occurrence import Status


class Words(Struct, frozen=True):
    """What one language says; `weekdays` begin with Monday, `separator` parts the parts of a sentence."""

    weekdays: tuple[str, ...]
    asset: str
    task: str
    place: str
    team: str
    hours: str
    due: str
    moved: str
    source: str
    force: str
    nothing: str
    one_date: str
    dates: str
    one_person_hour: str
    person_hours: str
    colon: str
    separator: str
    statuses: dict[Status, str]
    kinds: dict[Kind, str]
    forces: dict[Force, str]


ENGLISH: Final = Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    asset="asset",
    task="task",
    place="place",
    team="team",
    hours="hours",
    due="Due",
    moved="Moved",
    source="Source",
    force="Because of",
    nothing="Nothing is planned",
    one_date="1 date",
    dates="{} dates",
    one_person_hour="1 person-hour",
    person_hours="{} person-hours",
    colon=": ",
    separator=", ",
    statuses={status: status.value for status in Status},
    kinds={kind: kind.value for kind in Kind},
    forces={force: force.value for force in Force},
)

CHINESE: Final = Words(
    weekdays=("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    asset="设备",
    task="任务",
    place="位置",
    team="班组",
    hours="工时",
    due="应完成日",
    moved="调整",
    source="依据",
    force="约束",
    nothing="无计划工作",
    one_date="共1项",
    dates="共{}项",
    one_person_hour="1工时",
    person_hours="{}工时",
    colon="：",
    separator="，",
    statuses={
        Status.PLANNED: "计划",
        Status.DUE: "到期",
        Status.OVERDUE: "逾期",
        Status.BREACH: "违规",
        Status.COVERED: "已含",
    },
    kinds={
        Kind.MAINTENANCE: "维保",
        Kind.INSPECTION: "检查",
        Kind.CLEANING: "保洁",
        Kind.TESTING: "检测",
        Kind.GREENERY: "绿化",
        Kind.DRILL: "演练",
        Kind.TRAINING: "培训",
        Kind.SURVEY: "调查",
        Kind.ADMIN: "行政",
    },
    forces={
        Force.LAW: "法规",
        Force.REGULATOR: "监管要求",
        Force.INSURER: "保险要求",
        Force.CONTRACT: "合同",
        Force.STANDARD: "标准",
        Force.HOUSE: "内部规定",
    },
)


def words_of(language: str) -> Words:
    """Return the words of a language; English for one that has none here."""
    return CHINESE if language == "zh" else ENGLISH
