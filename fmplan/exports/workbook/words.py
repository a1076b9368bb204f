"""The words of the workbook that no other export says."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from fmplan.assets.asset_form import Criticality
from fmplan.assets.task_form import Kind
from fmplan.dates.period import Unit
from fmplan.schedules.occurrence import Status
from fmplan.schedules.task import CalendarPeriod


class SheetWords(Struct, frozen=True):
    """What one language says; a `{}` takes a number or a name, `months` begin with January."""

    # dates
    date: str
    month: str
    months: tuple[str, ...]
    months_short: tuple[str, ...]
    seen_on: str
    iso_week: str
    monday: str
    date_head: str
    day_and_weekday: str
    weekday: str
    # how often
    often: dict[tuple[int, Unit], str]
    every: dict[Unit, str]
    once_per: dict[CalendarPeriod, str]
    times_per: str
    by_age: str
    at_ages: str
    on_dates: str
    by_meter: str
    or_meter: str
    after: str
    before: str
    holidays: dict[str, str]
    # what sheets are called, and for what they are
    cover: str
    planner: str
    month_sheet: str
    due_sheet: str
    work_sheets: str
    workload: str
    register: str
    compliance: str
    for_planner: str
    for_month: str
    for_due: str
    for_work_sheets: str
    for_workload: str
    for_register: str
    for_compliance: str
    # titles
    plan_of: str
    portfolio: str
    planner_title: str
    month_title: str
    due_title: str
    register_title: str
    contents: str
    send_back: str
    # heads
    system: str
    contract: str
    frequency: str
    kind: str
    state: str
    id: str
    name: str
    criticality: str
    make: str
    model: str
    quantity: str
    area: str
    in_service: str
    out_of_service: str
    tasks: str
    dates: str
    assets: str
    person_hours: str
    cost: str
    owed: str
    breaches: str
    on_time_share: str
    share: str
    means: str
    latest: str
    days_late: str
    # figures
    capacity: str
    hours_under: str
    together: str
    others: str
    used: str
    weeks_over: str
    by_week: str
    by_team: str
    without_duration: str
    nothing_to_judge: str
    findings: str
    more_findings: str
    due_below: str
    left_out: str
    visits_left_out: str
    no_team: str
    # filling in
    fill_in: str
    done_on: str
    done_by: str
    minutes: str
    result: str
    number: str
    note: str
    no_date: str
    code: str
    # work sheets
    work_sheet: str
    page_of: str
    one_task: str
    many_tasks: str
    to_do: str
    should_be: str
    is_found: str
    at_latest: str
    takes: str
    instructions: str
    signed_by: str
    checked_by: str
    found: dict[str, str]
    letters: dict[Kind, str]
    legend: dict[Status, str]
    criticalities: dict[Criticality, str]


ENGLISH: Final = SheetWords(
    date="{day} {month} {year}",
    month="{month} {year}",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    months_short=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    seen_on="as of {}",
    iso_week="week",
    monday="from",
    date_head="Date",
    day_and_weekday="{1}, {0}",
    weekday="Day",
    often={
        (1, Unit.DAY): "daily",
        (1, Unit.WEEK): "weekly",
        (1, Unit.MONTH): "monthly",
        (3, Unit.MONTH): "quarterly",
        (6, Unit.MONTH): "half-yearly",
        (1, Unit.YEAR): "yearly",
    },
    every={Unit.DAY: "{} days", Unit.WEEK: "{} weeks", Unit.MONTH: "{} months", Unit.YEAR: "{} years"},
    once_per={
        CalendarPeriod.WEEK: "each week",
        CalendarPeriod.HALF_MONTH: "each half-month",
        CalendarPeriod.MONTH: "each month",
        CalendarPeriod.TWO_MONTHS: "every two months",
        CalendarPeriod.QUARTER: "each quarter",
        CalendarPeriod.HALF_YEAR: "each half-year",
        CalendarPeriod.YEAR: "each year",
        CalendarPeriod.SEASON: "each season",
    },
    times_per="{}, {} times",
    by_age="{}, by age",
    at_ages="at set ages",
    on_dates="set dates",
    by_meter="every {} {} ({})",
    or_meter="{} or {} {}",
    after="after {}",
    before="before {}",
    holidays={},
    cover="Cover",
    planner="Year planner",
    month_sheet="This month",
    due_sheet="Due and overdue",
    work_sheets="Work sheets",
    workload="Workload",
    register="Register",
    compliance="Compliance",
    for_planner="every task of every asset, week by week, with the hours of each team; for A3",
    for_month="what is to be done day by day",
    for_due="what is owed, the worst first, and what comes due soon",
    for_work_sheets="a sheet for each coming visit, to print, fill in and sign; for A4",
    for_workload="person-hours by week and team beside what they can do",
    for_register="every asset with its data and certificates",
    for_compliance="how much was done in time, by which rule",
    plan_of="Maintenance plan",
    portfolio="{} estates",
    planner_title="Year planner, {}",
    month_title="Work of {}",
    due_title="Due and overdue",
    register_title="Register",
    contents="What is where",
    send_back="Filled-in rows of the due list and the work sheets are recorded with: fmplan done --from FILE.xlsx",
    system="System",
    contract="Contracts",
    frequency="how often",
    kind="Kind",
    state="State",
    id="Id",
    name="Name",
    criticality="Criticality",
    make="Make",
    model="Model",
    quantity="Quantity",
    area="Area, m²",
    in_service="In service",
    out_of_service="Out of service",
    tasks="Tasks",
    dates="Dates",
    assets="Assets",
    person_hours="Person-hours",
    cost="Cost",
    owed="Owed",
    breaches="Breaches",
    on_time_share="Done in time",
    share="share",
    means="What counts as in time",
    latest="Latest",
    days_late="Days late",
    capacity="Capacity",
    hours_under="Person-hours by team and week beside its capacity; red where there is more than can be done",
    together="All",
    others="{} other teams",
    used="Used",
    weeks_over="Weeks over",
    by_week="Person-hours by week and team; the line is the capacity",
    by_team="Person-hours and capacity by team",
    without_duration="{} dates have no duration, and count no hours",
    nothing_to_judge="Nothing has fallen due yet in the days of this plan",
    findings="To be known about this plan ({})",
    more_findings="and {} more: fmplan check",
    due_below="{0} owed, {1} coming in {2} days",
    left_out="{} more rows are left out, for a sheet holds no more: fmplan export csv has all",
    visits_left_out="{} more visits are left out: ask for fewer days with --sheets, or for one team with --team",
    no_team="No team",
    fill_in="Fill in the yellow boxes of what was done, and leave the others empty. Rows may be sorted.",
    done_on="Done on",
    done_by="By",
    minutes="Minutes",
    result="Result",
    number="Certificate no.",
    note="Note",
    no_date="Write a date, such as 2027-03-05.",
    code="Code",
    work_sheet="Work sheet",
    page_of="page {} of {}",
    one_task="1 task",
    many_tasks="{} tasks",
    to_do="What is to be done",
    should_be="should be",
    is_found="found",
    at_latest="by {} at the latest",
    takes="{} min × {}",
    instructions="see {}",
    signed_by="Done by: name, signature, date",
    checked_by="Checked by: name, signature, date",
    found={"ok": "ok", "defect": "defect", "n/a": "not applicable"},
    letters={
        Kind.MAINTENANCE: "M",
        Kind.INSPECTION: "I",
        Kind.CLEANING: "C",
        Kind.TESTING: "T",
        Kind.GREENERY: "G",
        Kind.DRILL: "D",
        Kind.TRAINING: "L",
        Kind.SURVEY: "S",
        Kind.ADMIN: "A",
    },
    legend={
        Status.BREACH: "breach",
        Status.OVERDUE: "overdue",
        Status.MISSED: "missed",
        Status.DUE: "due",
        Status.DEFERRED: "put off",
        Status.SKIPPED: "skipped",
        Status.DONE: "done",
        Status.COVERED: "with other",
    },
    criticalities={
        Criticality.SAFETY: "safety",
        Criticality.HIGH: "high",
        Criticality.NORMAL: "normal",
        Criticality.LOW: "low",
    },
)

CHINESE: Final = SheetWords(
    date="{year}年{month}{day}日",
    month="{year}年{month}",
    months=("1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"),
    months_short=("1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"),
    seen_on="截至{}",
    iso_week="周次",
    monday="起始日",
    date_head="日期",
    day_and_weekday="{0} {1}",
    weekday="星期",
    often={
        (1, Unit.DAY): "每天",
        (1, Unit.WEEK): "每周",
        (1, Unit.MONTH): "每月",
        (3, Unit.MONTH): "每季度",
        (6, Unit.MONTH): "每半年",
        (1, Unit.YEAR): "每年",
    },
    every={Unit.DAY: "每{}天", Unit.WEEK: "每{}周", Unit.MONTH: "每{}个月", Unit.YEAR: "每{}年"},
    once_per={
        CalendarPeriod.WEEK: "每周",
        CalendarPeriod.HALF_MONTH: "每半月",
        CalendarPeriod.MONTH: "每月",
        CalendarPeriod.TWO_MONTHS: "每两个月",
        CalendarPeriod.QUARTER: "每季度",
        CalendarPeriod.HALF_YEAR: "每半年",
        CalendarPeriod.YEAR: "每年",
        CalendarPeriod.SEASON: "每季节",
    },
    times_per="{}{}次",
    by_age="{}（按年限）",
    at_ages="按年限",
    on_dates="指定日期",
    by_meter="每{} {}（{}）",
    or_meter="{}或{} {}",
    after="{}后",
    before="{}前",
    holidays={
        "new-year": "元旦",
        "spring-festival": "春节",
        "qingming": "清明",
        "labour-day": "劳动节",
        "dragon-boat": "端午",
        "mid-autumn": "中秋",
        "national-day": "国庆",
    },
    cover="封面",
    planner="年度计划",
    month_sheet="本月",
    due_sheet="到期与逾期",
    work_sheets="工作单",
    workload="工作量",
    register="台账",
    compliance="完成率",
    for_planner="各设备各项任务按周排列，附各班组工时；A3横向打印",
    for_month="本月逐日工作",
    for_due="欠做与即将到期的工作，最严重者在前",
    for_work_sheets="近期每次上门一份，可打印、填写、签字；A4",
    for_workload="各周各班组工时与能力",
    for_register="全部设备及其资料、证书",
    for_compliance="按时完成的比例及口径",
    plan_of="维护保养计划",
    portfolio="共{}个项目",
    planner_title="年度计划（{}）",
    month_title="{}工作安排",
    due_title="到期与逾期",
    register_title="设备台账",
    contents="目录",
    send_back="到期表与工作单填写后，用以下命令录入：fmplan done --from 文件.xlsx",
    system="系统",
    contract="合同",
    frequency="频次",
    kind="类型",
    state="状态",
    id="编号",
    name="名称",
    criticality="重要性",
    make="品牌",
    model="型号",
    quantity="数量",
    area="面积（m²）",
    in_service="投用日期",
    out_of_service="停用日期",
    tasks="任务数",
    dates="计划次数",
    assets="设备",
    person_hours="工时",
    cost="费用",
    owed="欠做",
    breaches="违规",
    on_time_share="按时完成率",
    share="比例",
    means="按时的口径",
    latest="最迟日",
    days_late="逾期天数",
    capacity="能力",
    hours_under="各班组每周工时与能力（能力按当周工作日折算；红色为超出能力）",
    together="合计",
    others="其他{}个班组",
    used="利用率",
    weeks_over="超出周数",
    by_week="各周各班组工时（虚线为能力）",
    by_team="各班组工时与能力",
    without_duration="{}项没有用时，未计工时",
    nothing_to_judge="本计划范围内尚无应完成的工作",
    findings="本计划须知（{}）",
    more_findings="另有{}条：fmplan check",
    due_below="欠做{0}项，{2}天内到期{1}项",
    left_out="另有{}行未列出（工作表行数已满）：fmplan export csv可得全部",
    visits_left_out="另有{}次上门未列出：用--sheets减少天数，或用--team选择班组",
    no_team="无班组",
    fill_in="已完成的工作请填写黄色格，其余留空。各行顺序可任意改变。",
    done_on="完成日期",
    done_by="人员",
    minutes="分钟",
    result="结果",
    number="证书编号",
    note="备注",
    no_date="请填写日期，如2027-03-05。",
    code="代码",
    work_sheet="工作单",
    page_of="第{}页，共{}页",
    one_task="1项任务",
    many_tasks="{}项任务",
    to_do="工作内容",
    should_be="要求",
    is_found="结果",
    at_latest="最迟{}",
    takes="{}分钟×{}人",
    instructions="见{}",
    signed_by="作业人员：姓名、签字、日期",
    checked_by="验收人员：姓名、签字、日期",
    found={"ok": "正常", "defect": "有缺陷", "n/a": "不适用"},
    letters={
        Kind.MAINTENANCE: "保",
        Kind.INSPECTION: "检",
        Kind.CLEANING: "洁",
        Kind.TESTING: "测",
        Kind.GREENERY: "绿",
        Kind.DRILL: "演",
        Kind.TRAINING: "训",
        Kind.SURVEY: "查",
        Kind.ADMIN: "政",
    },
    legend={
        Status.BREACH: "违规",
        Status.OVERDUE: "逾期",
        Status.MISSED: "错过",
        Status.DUE: "到期",
        Status.DEFERRED: "延期",
        Status.SKIPPED: "略过",
        Status.DONE: "完成",
        Status.COVERED: "随其他工作完成",
    },
    criticalities={
        Criticality.SAFETY: "安全",
        Criticality.HIGH: "高",
        Criticality.NORMAL: "一般",
        Criticality.LOW: "低",
    },
)


def sheet_words(language: str) -> SheetWords:
    """Return the words of a language; English for one that has none here."""
    return CHINESE if language == "zh" else ENGLISH
