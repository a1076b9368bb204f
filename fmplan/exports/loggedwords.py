"""The words for what was done and what is owed: overdue work, histories, figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from fmplan.dates.period import Period
from fmplan.logbook.entry import Kind
from fmplan.schedules.compliance import Grace
from fmplan.schedules.occurrence import Status


class LoggedWords(Struct, frozen=True):
    """What one language says; a `{}` takes a number or a name."""

    # overdue
    state: str
    late: str
    days_short: str
    one_day: str
    days: str
    more: str
    nothing_owed: str
    owed: str
    coming: str
    states: dict[Status, str]
    must_not_be_used: str
    cap_over: str
    runs_out: str
    ran_out: str
    also_due: str
    in_days: str
    reading_was: str
    do_work: str
    do_skip: str
    last_done_on: str
    do_inspect: str
    do_renew: str
    do_contract: str
    do_life: str
    do_answer: str
    what_to_do: str
    due_day: str
    nobody: str
    nowhere: str
    # history
    history: str
    services: str
    longest_gap: str
    over_cap: str
    over_cap_none: str
    past_cap: str
    longest: str
    over: str
    since: str
    by: str
    plan_begins: str
    since_last_over: str
    on: str
    what: str
    who: str
    gap: str
    cap: str
    recorded: str
    result: str
    details: str
    number: str
    readings: str
    evidence: str
    missed_units: str
    reason: str
    approved: str
    put_off_to: str
    booked_for: str
    includes: str
    days_late: str
    before_begin: str
    certificates: str
    certificate: str
    issued: str
    valid_until: str
    by_register: str
    waivers: str
    because: str
    deferrals: str
    entries: str
    times_done: str
    no_entries: str
    serial: str
    registration: str
    in_service: str
    unregistered: str
    minutes: str
    kinds: dict[str, str]
    results: dict[str, str]
    # status
    status: str
    known_on: str
    compliance: str
    by_rule: str
    on_time: str
    fell_due: str
    rules: dict[Grace, str]
    rule_names: dict[Grace, str]
    schedule_compliance: str
    in_week: str
    done_late: str
    skipped: str
    deferred: str
    missed: str
    due_short: str
    late_short: str
    not_done: str
    owed_short: str
    not_as_planned: str
    deferrals_made: str
    beside: str
    backlog: str
    age: str
    ages: str
    unknown_hours: str
    planned_actual: str
    cost: str
    none_said: str
    weeks: str
    defects: str
    between_defects: str
    recurring_times: str
    parts: dict[str, str]


ENGLISH: Final = LoggedWords(
    state="state",
    late="late",
    days_short="{} d",
    one_day="1 day",
    days="{} days",
    more="and {} more",
    nothing_owed="Nothing is owed",
    owed="{} owed",
    coming="{} coming",
    states={
        Status.BREACH: "breach",
        Status.OVERDUE: "overdue",
        Status.DUE: "due",
        Status.PLANNED: "planned",
        Status.DEFERRED: "deferred",
    },
    must_not_be_used="must not be used",
    cap_over="the cap of {} ran out on {}",
    runs_out="runs out on {}",
    ran_out="ran out on {}",
    also_due="also due {}",
    in_days="in {} d",
    reading_was="{} was {} on {}, should be {}",
    do_work="fmplan done {} {} --for {}",
    do_skip="done since: fmplan skip {} {} --for {} --reason WHY",
    last_done_on="last done {}",
    do_inspect="have it inspected: fmplan done {} {} --next DATE",
    do_renew="renew it and correct `expires` at {}",
    do_contract="renew or end the contract: `expires` at {}",
    do_life="replace it, and enter `out_of_service` at {}",
    do_answer="put it right and read again: fmplan done {} {} --item {}=…",
    what_to_do="what to do",
    due_day="due",
    nobody="no team",
    nowhere="the whole estate",
    history="History of {}, as of {}",
    services="services {}",
    longest_gap="longest gap {}",
    over_cap="over the cap {} ({})",
    over_cap_none="over the cap 0",
    past_cap="{} over the cap",
    longest="longest",
    over="over",
    since="since",
    by="by",
    plan_begins="the plan begins",
    since_last_over="{} since the last, over the cap",
    on="day",
    what="what",
    who="people",
    gap="gap",
    cap="cap",
    recorded="recorded",
    result="result",
    details="details",
    number="No.",
    readings="read",
    evidence="evidence",
    missed_units="missed",
    reason="reason",
    approved="approved by",
    put_off_to="put off to",
    booked_for="booked for",
    includes="includes",
    days_late="{} late",
    before_begin="before the plan begins",
    certificates="Certificates",
    certificate="certificate",
    issued="issued",
    valid_until="valid until",
    by_register="the register",
    waivers="Waivers",
    because="because",
    deferrals="Deferrals",
    entries="Entries",
    times_done="done",
    no_entries="The logbook says nothing of it",
    serial="serial",
    registration="registration",
    in_service="in service since",
    unregistered="not in the register",
    minutes="{} min",
    kinds={
        Kind.DONE: "done",
        Kind.SKIPPED: "skipped",
        Kind.DEFERRED: "deferred",
        Kind.BOOKED: "booked",
        Kind.READING: "reading",
        Kind.EVENT: "event",
        Kind.UNDONE: "undone",
        Kind.NOTE: "note",
    },
    results={
        "ok": "ok",
        "pass": "pass",
        "conditions": "conditions",
        "fail": "fail",
        "defect": "defect",
        "no-access": "no access",
    },
    status="{}, {}, as of {}",
    known_on="as recorded up to {}",
    compliance="Compliance",
    by_rule="rule",
    on_time="on time",
    fell_due="fell due",
    rule_names={Grace.STRICT: "strict", Grace.WINDOW: "window", Grace.SMRP: "smrp"},
    rules={
        Grace.STRICT: "done by its due day, or the working day that stands in for it; never past a cap",
        Grace.WINDOW: "done inside its late window; never past a cap",
        Grace.SMRP: "done no later after its due day than 20 % of the interval, 28 days at most; never past a cap",
    },
    schedule_compliance="Done in the week planned",
    in_week="of {} planned",
    done_late="done late",
    skipped="skipped",
    deferred="deferred",
    missed="missed",
    due_short="due",
    late_short="late",
    not_done="not done",
    owed_short="owed",
    not_as_planned="Not as planned",
    deferrals_made="Put off in the period",
    beside="{} {} planned, {} actual (said by {})",
    backlog="Backlog",
    age="days late: median {}, most {}",
    ages="up to 7 days {}, to 30 {}, to 90 {}, over 90 {}",
    unknown_hours="{} without a duration",
    planned_actual="Planned and actual",
    cost="cost",
    none_said="nobody said",
    weeks="Week by week, on time by window",
    defects="Defects",
    between_defects="{}: {} defects, {} days between two",
    recurring_times="{} {}: {} in a year ({})",
    parts={"team": "team", "class": "class", "kind": "kind", "location": "place"},
)

CHINESE: Final = LoggedWords(
    state="状态",
    late="逾期",
    days_short="{}天",
    one_day="1天",
    days="{}天",
    more="另{}项",
    nothing_owed="没有欠做的工作",
    owed="欠做{}项",
    coming="将到期{}项",
    states={
        Status.BREACH: "违规",
        Status.OVERDUE: "逾期",
        Status.DUE: "到期",
        Status.PLANNED: "计划",
        Status.DEFERRED: "延期",
    },
    must_not_be_used="禁止使用",
    cap_over="{}的上限已于{}届满",
    runs_out="{}到期",
    ran_out="已于{}到期",
    also_due="另有应完成日{}",
    in_days="{}天后",
    reading_was="{}读数{}（{}），应为{}",
    do_work="fmplan done {} {} --for {}",
    do_skip="其后已做：fmplan skip {} {} --for {} --reason 原因",
    last_done_on="上次完成{}",
    do_inspect="申请检验：fmplan done {} {} --next 日期",
    do_renew="办理续期并更正expires（{}）",
    do_contract="续签或终止合同，更正expires（{}）",
    do_life="更换并登记out_of_service（{}）",
    do_answer="处理后复测：fmplan done {} {} --item {}=…",
    what_to_do="处理办法",
    due_day="应完成日",
    nobody="无班组",
    nowhere="整个项目",
    history="{}履历，截至{}",
    services="服务{}次",
    longest_gap="最长间隔{}",
    over_cap="超上限{}次（{}）",
    over_cap_none="超上限0次",
    past_cap="超上限{}",
    longest="最长间隔",
    over="超上限",
    since="距上次",
    by="来源",
    plan_begins="计划开始",
    since_last_over="距上次{}，已超上限",
    on="日期",
    what="事项",
    who="人员",
    gap="间隔",
    cap="上限",
    recorded="录入日",
    result="结果",
    details="详情",
    number="编号",
    readings="读数",
    evidence="凭证",
    missed_units="漏检",
    reason="原因",
    approved="批准人",
    put_off_to="延期至",
    booked_for="约定于",
    includes="包含",
    days_late="迟{}",
    before_begin="计划开始之前",
    certificates="证书",
    certificate="证书",
    issued="签发日",
    valid_until="有效期至",
    by_register="台账",
    waivers="豁免",
    because="理由",
    deferrals="延期记录",
    entries="记录",
    times_done="完成次数",
    no_entries="日志中没有相关记录",
    serial="出厂编号",
    registration="登记编号",
    in_service="投用日期",
    unregistered="不在台账中",
    minutes="{}分钟",
    kinds={
        Kind.DONE: "已完成",
        Kind.SKIPPED: "已略过",
        Kind.DEFERRED: "已延期",
        Kind.BOOKED: "已约定",
        Kind.READING: "读数",
        Kind.EVENT: "事件",
        Kind.UNDONE: "撤销",
        Kind.NOTE: "备注",
    },
    results={
        "ok": "正常",
        "pass": "合格",
        "conditions": "有条件合格",
        "fail": "不合格",
        "defect": "有缺陷",
        "no-access": "无法进入",
    },
    status="{}，{}，截至{}",
    known_on="按{}已录入",
    compliance="计划完成率",
    by_rule="口径",
    on_time="按时",
    fell_due="应完成",
    rule_names={Grace.STRICT: "strict（严格）", Grace.WINDOW: "window（窗口）", Grace.SMRP: "smrp"},
    rules={
        Grace.STRICT: "在应完成日或其顺延工作日之前完成，不得超过上限",
        Grace.WINDOW: "在允许的延后窗口内完成，不得超过上限",
        Grace.SMRP: "延后不超过周期的20%且最多28天，不得超过上限",
    },
    schedule_compliance="当周完成",
    in_week="计划{}项",
    done_late="迟做",
    skipped="略过",
    deferred="延期",
    missed="错过",
    due_short="应完成",
    late_short="迟做",
    not_done="未做",
    owed_short="欠做",
    not_as_planned="未按计划",
    deferrals_made="期内延期",
    beside="{}：计划{}，实际{}（{}条记录）",
    backlog="积压",
    age="逾期天数：中位{}，最长{}",
    ages="7天内{}，30天内{}，90天内{}，90天以上{}",
    unknown_hours="{}项无用时",
    planned_actual="计划与实际",
    cost="费用",
    none_said="无记录",
    weeks="各周按时率（window）",
    defects="缺陷",
    between_defects="{}：缺陷{}次，平均相隔{}天",
    recurring_times="{} {}：一年内{}次（{}）",
    parts={"team": "班组", "class": "类别", "kind": "工作种类", "location": "位置"},
)


_UNITS: Final = {"day": "天", "week": "周", "month": "个月", "year": "年"}


def days_said(days: int, language: str) -> str:
    """Return a number of days: `1 day`, `15 days`."""
    words = logged_words(language)
    return words.one_day if days == 1 else words.days.format(f"{days:,}")


def period_said(period: object, language: str) -> str:
    """Return a period, or several by age: `15 days`."""
    if language != "zh" or not isinstance(period, Period):
        return str(period)
    return f"{period.count}{_UNITS[period.unit.value]}"


def listed(texts: Sequence[str], language: str, most: int, separator: str = "") -> str:
    """Return the first of some texts, and how many more there are."""
    words = logged_words(language)
    shown = list(texts[:most])
    if len(texts) > most:
        shown.append(words.more.format(len(texts) - most))
    return (separator or ("、" if language == "zh" else ", ")).join(shown)


def logged_words(language: str) -> LoggedWords:
    """Return the words of a language; English for one that has none here."""
    return CHINESE if language == "zh" else ENGLISH
