"""The words of the page: its headings, its filters, its states, its dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fmplan.exports.notices.words import ENGLISH
from fmplan.exports.words import words_of
from fmplan.schedules.occurrence import Because
from fmplan.schedules.owed import What

_MONTHS: Final = {
    "en": list(ENGLISH.months),
    "zh": [f"{month}月" for month in range(1, 13)],
}

_ENGLISH: Final = {
    "plan": "Maintenance plan",
    "seen_on": "as seen on {}",
    "owed": "Owed",
    "owed_all": "Nothing is owed.",
    "year": "The year",
    "year_lead": "Person-hours a day. Choose a day, a week or a month.",
    "work": "Work",
    "line": "Time line by system",
    "line_lead": "Weeks by person-hours; open a system to see each asset's dates.",
    "tasks": "Tasks",
    "tasks_lead": "Each task with its checklist and where it comes from.",
    "contents": "Contents",
    "filters": "Filter",
    "team": "Team",
    "class": "Class",
    "kind": "Kind",
    "place": "Place",
    "state": "State",
    "search": "Search",
    "search_hint": "asset, task, id",
    "all": "all",
    "nobody": "no team",
    "whole": "whole estate",
    "reset": "Show all",
    "theme": "Light or dark",
    "print": "Print",
    "estate": "Estate",
    "pages": "Pages",
    "feeds": "Calendars",
    "everything": "Everything",
    "today": "Today",
    "previous": "Previous",
    "next": "Next",
    "day": "Day",
    "week": "Week",
    "month": "Month",
    "week_n": "Week {}",
    "days_late": "{} d late",
    "since": "owed since {}",
    "must_not": "must not be used",
    "more": "Show {} more",
    "none_here": "Nothing is planned here.",
    "no_fit": "Nothing fits this filter.",
    "this_week": "This week",
    "in_range": "In this plan",
    "breaches": "{} in breach",
    "dates": "{} dates",
    "hours": "{} h",
    "assets_n": "{} assets",
    "and_more": "+{}",
    "less": "less",
    "more_hours": "more",
    "has_late": "overdue work",
    "due": "due {}",
    "done_on": "done {}",
    "moved": "moved: {}",
    "units": "units {}",
    "checklist": "Checklist",
    "source": "Source",
    "schedule": "Schedule",
    "rule": "Rule",
    "force": "Because of",
    "duration": "Duration",
    "people": "People",
    "impact": "Residents notice",
    "covers": "Includes",
    "qualification": "Qualification",
    "note": "Note",
    "instructions": "Instructions",
    "criticality": "Criticality",
    "read": "read: {}",
    "read_min": "from {}",
    "read_max": "to {}",
    "test": "test",
    "no_script": "This page needs JavaScript, which is switched off here. The same plan: fmplan calendar.",
    "from_to": "{} to {}",
    "legend": "Hours a day",
    "made": "Made by fmplan {} from plain text. Nothing on this page is asked of a network.",
    "skip": "To the work",
    "open_row": "Show its assets",
    "index": "All pages",
    "contracts": "Contracts",
}

_CHINESE: Final = {
    "plan": "维保计划",
    "seen_on": "截至{}",
    "owed": "欠做工作",
    "owed_all": "没有欠做的工作。",
    "year": "全年",
    "year_lead": "每日工时；可选择某日、某周或某月。",
    "work": "工作安排",
    "line": "各系统时间轴",
    "line_lead": "按周显示工时；展开系统可查看各设备的日期。",
    "tasks": "任务",
    "tasks_lead": "各项任务的检查项与依据。",
    "contents": "目录",
    "filters": "筛选",
    "team": "班组",
    "class": "类别",
    "kind": "种类",
    "place": "位置",
    "state": "状态",
    "search": "搜索",
    "search_hint": "设备、任务、编号",
    "all": "全部",
    "nobody": "无班组",
    "whole": "整个项目",
    "reset": "显示全部",
    "theme": "浅色或深色",
    "print": "打印",
    "estate": "项目",
    "pages": "页面",
    "feeds": "日历",
    "everything": "全部",
    "today": "今天",
    "previous": "上一个",
    "next": "下一个",
    "day": "日",
    "week": "周",
    "month": "月",
    "week_n": "第{}周",
    "days_late": "逾期{}天",
    "since": "自{}起欠做",
    "must_not": "禁止使用",
    "more": "再显示{}项",
    "none_here": "此处无计划工作。",
    "no_fit": "没有符合筛选条件的内容。",
    "this_week": "本周",
    "in_range": "本计划",
    "breaches": "违规{}项",
    "dates": "{}项",
    "hours": "{}工时",
    "assets_n": "{}台（处）",
    "and_more": "等{}处",
    "less": "少",
    "more_hours": "多",
    "has_late": "有逾期工作",
    "due": "应完成日{}",
    "done_on": "完成于{}",
    "moved": "调整：{}",
    "units": "编号{}",
    "checklist": "检查项",
    "source": "依据",
    "schedule": "计划",
    "rule": "周期",
    "force": "约束",
    "duration": "用时",
    "people": "人数",
    "impact": "对住户的影响",
    "covers": "包含",
    "qualification": "资质",
    "note": "备注",
    "instructions": "作业指导书",
    "criticality": "重要性",
    "read": "读数：{}",
    "read_min": "≥{}",
    "read_max": "≤{}",
    "test": "试验",
    "no_script": "本页需要JavaScript，而此处已停用。同样的计划：fmplan calendar。",
    "from_to": "{}至{}",
    "legend": "每日工时",
    "made": "由fmplan {}根据纯文本台账生成；本页不访问网络。",
    "skip": "跳到工作安排",
    "open_row": "显示其设备",
    "index": "全部页面",
    "contracts": "合同",
}

_IMPACTS: Final = {
    "en": {
        "outage": "outage",
        "noise": "noise",
        "alarm": "alarms",
        "impair": "fire protection off",
        "access": "access to rooms",
        "traffic": "traffic",
        "smell": "smell",
        "wet": "wet floors",
        "spray": "spraying",
        "crowd": "crowd",
        "lift": "lift",
        "water": "water",
        "power": "power",
        "gas": "gas",
        "heating": "heating",
        "network": "network",
    },
    "zh": {
        "outage": "停用",
        "noise": "噪声",
        "alarm": "警报",
        "impair": "消防设施停用",
        "access": "入户",
        "traffic": "交通",
        "smell": "异味",
        "wet": "地面湿滑",
        "spray": "喷洒",
        "crowd": "聚集",
        "lift": "电梯",
        "water": "供水",
        "power": "供电",
        "gas": "燃气",
        "heating": "供暖",
        "network": "网络",
    },
}

_CRITICALITIES: Final = {
    "en": {"safety": "safety", "high": "high", "normal": "normal", "low": "low"},
    "zh": {"safety": "安全", "high": "高", "normal": "一般", "low": "低"},
}

_BECAUSE: Final = {
    Because.NO_WORK: "非工作日",
    Because.EVE: "长假前分散",
    Because.PLACED: "安排在周期内",
    Because.CAP: "上限",
    Because.MIN_GAP: "最短间隔",
    Because.BEGIN: "计划开始",
    Because.NESTED: "合并",
    Because.COVERED: "已含",
    Because.FOLLOWS: "跟随",
    Because.LEADS: "先行",
    Because.BOOKED: "已约定",
    Because.DEFERRED: "延期",
}


_WHATS: Final = {
    "en": {
        What.WORK: "work",
        What.CERTIFICATE: "certificate",
        What.CONTRACT: "contract",
        What.LIFE: "end of life",
        What.READING: "reading",
    },
    "zh": {
        What.WORK: "工作",
        What.CERTIFICATE: "证书",
        What.CONTRACT: "合同",
        What.LIFE: "使用年限",
        What.READING: "读数",
    },
}


def page_words(language: str) -> Mapping[str, str]:
    """Return the words of a language by name; English for one that has none here."""
    return _CHINESE if language == "zh" else _ENGLISH


def dates_in(language: str) -> Mapping[str, object]:
    """Return what the page needs to write a date: months, weekdays, and the form with year, month, day, weekday."""
    weekdays = words_of(language).weekdays
    if language == "zh":
        return {
            "months": _MONTHS["zh"],
            "weekdays": weekdays,
            "short": [name[-1] for name in weekdays],
            "long": "{y}年{M}{d}日（{w}）",
            "brief": "{M}{d}日",
            "month": "{y}年{M}",
        }
    return {
        "months": _MONTHS["en"],
        "weekdays": weekdays,
        "short": [name[0] for name in weekdays],
        "long": "{w} {d} {M} {y}",
        "brief": "{d} {M}",
        "month": "{M} {y}",
    }


def whats_in(language: str) -> Mapping[str, str]:
    """Return what each thing that is owed is called."""
    return {what.value: text for what, text in _WHATS["zh" if language == "zh" else "en"].items()}


def impact_said(type_: str, of: str | None, language: str) -> str:
    """Return what residents notice, in a word or two."""
    words = _IMPACTS["zh" if language == "zh" else "en"]
    if of is None:
        return words[type_]
    return f"{words[of]}{words[type_]}" if language == "zh" else f"{words[of]} {words[type_]}"


def criticality_said(criticality: str, language: str) -> str:
    """Return how critical an asset is."""
    return _CRITICALITIES["zh" if language == "zh" else "en"][criticality]


def because_said(because: Because, detail: str, language: str) -> str:
    """Return why a day was moved; the detail stands as the planner says it."""
    reason = _BECAUSE[because] if language == "zh" else because.value
    return f"{reason}{words_of(language).colon}{detail}" if detail else reason
