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
    units: str
    due: str
    moved: str
    source: str
    confidence: str
    rule: str
    rules: str
    when: str
    applies: str
    needs: str
    class_: str
    pack: str
    edition: str
    covers: str
    duty: str
    trade: str
    qualification: str
    duration: str
    people: str
    impact: str
    note: str
    checklist: str
    test_item: str
    read_in: str
    force_short: str
    standing: str
    why: str
    until: str
    fact: str
    coverage: str
    interval: str
    last_done: str
    next_due: str
    missing_facts: str
    lacking: str
    without_schedule: str
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
    confidences: dict[str, str]
    standings: dict[str, str]


ENGLISH: Final = Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    asset="asset",
    task="task",
    place="place",
    team="team",
    hours="hours",
    units="units",
    due="Due",
    moved="Moved",
    source="Source",
    confidence="confidence",
    rule="rule",
    rules="{} rules",
    when="when",
    applies="applies where",
    needs="only with",
    class_="class",
    pack="pack",
    edition="edition",
    covers="covers",
    duty="duty",
    trade="trade",
    qualification="qualification",
    duration="duration",
    people="people",
    impact="impact",
    note="note",
    checklist="checklist",
    test_item="test",
    read_in="read in",
    force_short="force",
    standing="stands",
    why="why",
    until="until",
    fact="fact",
    coverage="coverage of the standards on",
    interval="interval",
    last_done="last done",
    next_due="next due",
    missing_facts="Facts that nobody says, and what hangs on them:",
    lacking="What such buildings usually have, and this register does not:",
    without_schedule="Nothing is planned for",
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
    confidences={"verified": "verified", "known": "known, not verified", "estimate": "estimate"},
    standings={
        "missing": "missing",
        "laxer": "laxer",
        "unknown": "unknown",
        "waived": "waived",
        "own": "own task",
        "covered": "covered",
    },
)

CHINESE: Final = Words(
    weekdays=("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    asset="设备",
    task="任务",
    place="位置",
    team="班组",
    hours="工时",
    units="编号",
    due="应完成日",
    moved="调整",
    source="依据",
    confidence="可信度",
    rule="规则",
    rules="共{}条",
    when="周期",
    applies="适用条件",
    needs="前提设备",
    class_="类别",
    pack="标准包",
    edition="版次",
    covers="包含",
    duty="职责",
    trade="专业",
    qualification="资质",
    duration="用时",
    people="人数",
    impact="影响",
    note="备注",
    checklist="检查项",
    test_item="试验项目",
    read_in="原文出处",
    force_short="约束",
    standing="状态",
    why="说明",
    until="至",
    fact="事实",
    coverage="标准覆盖情况",
    interval="周期",
    last_done="上次完成",
    next_due="下次到期",
    missing_facts="尚缺的事实及受影响的规则：",
    lacking="此类建筑通常设有而台账没有的设备：",
    without_schedule="没有任何计划的设备",
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
        Status.DONE: "已完成",
        Status.SKIPPED: "已略过",
        Status.DEFERRED: "已延期",
        Status.MISSED: "已错过",
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
    confidences={"verified": "已核实", "known": "据知，未核实", "estimate": "估计"},
    standings={
        "missing": "缺失",
        "laxer": "宽于规定",
        "unknown": "待定",
        "waived": "豁免",
        "own": "自定任务",
        "covered": "已覆盖",
    },
)


def words_of(language: str) -> Words:
    """Return the words of a language; English for one that has none here."""
    return CHINESE if language == "zh" else ENGLISH
