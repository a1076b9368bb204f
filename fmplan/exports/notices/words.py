"""The words of notices to residents: what they will notice, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from fmplan.assets.task_form import ImpactType
from fmplan.dates.day import DATE, Day, weekday
from fmplan.exports.words import words_of
from fmplan.schedules.notices import Standing


class NoticeWords(Struct, frozen=True):
    """What one language says; a `{}` takes a number, a name or a day.

    `headings` and `advice` go by what residents notice, outages by what is off.
    """

    notice: str
    what: str
    when: str
    hours: str
    about: str
    where: str
    affected: str
    everyone: str
    call: str
    done_by: str
    advice_label: str
    post_on: str
    post_by: str
    own_lead: str
    lead: str
    nothing: str
    standings: dict[Standing, str]
    headings: dict[str, str]
    advice: dict[str, str]
    daily: str
    list_and: str
    list_comma: str
    feed: str
    minutes: str
    one_hour: str
    whole_hours: str
    parts: str
    months: tuple[str, ...]


ENGLISH: Final = NoticeWords(
    notice="Notice",
    what="What",
    when="When",
    hours="between {} and {}",
    about="takes about {}",
    where="Where",
    affected="For",
    everyone="everyone here",
    call="Questions",
    done_by="Work by",
    advice_label="Please note",
    post_on="post on {}",
    post_by="at the latest on {}",
    own_lead="lead time {}, by the task itself",
    lead="lead time {}, by {}",
    nothing="No notice is to be posted",
    standings={
        Standing.TOO_LATE: "Too late for its lead time: tell those affected in person",
        Standing.HANGS: "Should hang by now",
        Standing.POST: "To be posted",
        Standing.LATER: "To be posted later",
    },
    headings={
        "lift": "Lift out of service",
        "water": "Water will be off",
        "power": "Power will be off",
        "gas": "Gas will be off",
        "heating": "Heating will be off",
        "network": "Network will be off",
        ImpactType.OUTAGE: "Out of service",
        ImpactType.NOISE: "Noisy work",
        ImpactType.ALARM: "Alarms will sound: a test",
        ImpactType.IMPAIR: "Fire protection partly off",
        ImpactType.ACCESS: "We need access to your rooms",
        ImpactType.TRAFFIC: "Ways or parking spaces closed",
        ImpactType.SMELL: "Smell from work",
        ImpactType.WET: "Wet floors",
        ImpactType.SPRAY: "Spraying",
        ImpactType.CROWD: "Many people on the premises",
        "drill": "Emergency drill",
    },
    advice={
        "lift": "Please use another lift or the stairs. If you depend on this lift, call us and we will help.",
        "water": "Please draw water beforehand, and keep all taps closed until it is back on.",
        "power": "Please switch off sensitive devices. Lifts and doors may be without power too.",
        "gas": "Please close the valves of all appliances. Do not relight anything before we say so.",
        "heating": "Radiators and warm water may stay cold during this time.",
        "network": "Telephone, internet and intercom may not work during this time.",
        ImpactType.OUTAGE: "Please plan for this time without it.",
        ImpactType.NOISE: "We keep the noise as short as we can.",
        ImpactType.ALARM: "You need not leave during the test. If an alarm sounds at another time, act as in a fire.",
        ImpactType.IMPAIR: "Please take special care with fire. If you see smoke, call the fire brigade at once.",
        ImpactType.ACCESS: "Please be at home or leave a key with somebody you trust. Ask our people for their passes.",
        ImpactType.TRAFFIC: "Please move vehicles beforehand and follow the signs.",
        ImpactType.SMELL: "Please keep windows to that side closed.",
        ImpactType.WET: "Please mind the signs: the floor is slippery until it has dried.",
        ImpactType.SPRAY: "Please close windows, take in laundry, keep children and animals away until it is dry.",
        ImpactType.CROWD: "There may be more people and noise than usual.",
        "drill": "Please take part and follow those who lead it. It is a drill, nobody is in danger.",
    },
    daily="daily from {} to {}",
    list_and=" and ",
    list_comma=", ",
    feed="Work that touches residents",
    minutes="{} min",
    one_hour="1 hour",
    whole_hours="{} hours",
    parts="{} h {} min",
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
)

CHINESE: Final = NoticeWords(
    notice="通知",
    what="工作内容",
    when="时间",
    hours="{}至{}",
    about="约需{}",
    where="地点",
    affected="影响范围",
    everyone="全体住户",
    call="咨询",
    done_by="实施单位",
    advice_label="温馨提示",
    post_on="{}张贴",
    post_by="最迟{}",
    own_lead="提前{}（任务规定）",
    lead="提前{}（依据：{}）",
    nothing="没有需要张贴的通知",
    standings={
        Standing.TOO_LATE: "已来不及提前告知：请当面通知受影响的住户",
        Standing.HANGS: "应已张贴",
        Standing.POST: "待张贴",
        Standing.LATER: "以后张贴",
    },
    headings={
        "lift": "电梯暂停使用",
        "water": "停水",
        "power": "停电",
        "gas": "停气",
        "heating": "暂停供暖",
        "network": "网络中断",
        ImpactType.OUTAGE: "设施暂停使用",
        ImpactType.NOISE: "作业噪声",
        ImpactType.ALARM: "警报测试",
        ImpactType.IMPAIR: "部分消防设施停用",
        ImpactType.ACCESS: "需入户作业",
        ImpactType.TRAFFIC: "道路或车位占用",
        ImpactType.SMELL: "作业异味",
        ImpactType.WET: "地面湿滑",
        ImpactType.SPRAY: "喷洒作业",
        ImpactType.CROWD: "人员聚集活动",
        "drill": "应急演练",
    },
    advice={
        "lift": "请改乘其他电梯或走楼梯；行动不便者请与我们联系，我们将提供帮助。",
        "water": "请提前储水，恢复供水前请关好所有水龙头。",
        "power": "请提前关闭电器；电梯和门禁也可能停电。",
        "gas": "请关闭所有燃气具阀门，接到通知前请勿点火。",
        "heating": "其间暖气和热水可能不热。",
        "network": "其间电话、网络和对讲可能无法使用。",
        ImpactType.OUTAGE: "其间无法使用，请提前安排。",
        ImpactType.NOISE: "我们将尽量缩短噪声时间，敬请谅解。",
        ImpactType.ALARM: "测试期间无需疏散；其他时间听到警报，请按火警处置。",
        ImpactType.IMPAIR: "其间请特别注意用火安全，发现火情立即拨打消防报警电话。",
        ImpactType.ACCESS: "请安排家中留人或委托信任的人开门；请核验作业人员证件。",
        ImpactType.TRAFFIC: "请提前移车，并按现场标志通行。",
        ImpactType.SMELL: "请关闭靠近作业一侧的门窗。",
        ImpactType.WET: "地面未干前较滑，请注意警示标志。",
        ImpactType.SPRAY: "请关闭门窗、收起衣物，药液未干前请看护好儿童和宠物。",
        ImpactType.CROWD: "其间人员较多，可能有噪声，敬请谅解。",
        "drill": "请积极参加并听从指挥；本次为演练，并无危险。",
    },
    daily="{}至{}每日",
    list_and="、",
    list_comma="、",
    feed="影响住户的作业",
    minutes="{}分钟",
    one_hour="1小时",
    whole_hours="{}小时",
    parts="{}小时{}分钟",
    months=tuple(str(month) for month in range(1, 13)),
)


def notice_words(language: str) -> NoticeWords:
    """Return the words of a language; English for one that has none here."""
    return CHINESE if language == "zh" else ENGLISH


def day_said(day: Day, language: str) -> str:
    """Return a day as the language writes it: `Tuesday 2 March 2027`, `2027年3月2日（星期二）`."""
    date = DATE[day]
    name = words_of(language).weekdays[weekday(day)]
    if language == "zh":
        return f"{date.year}年{date.month}月{date.day}日（{name}）"
    return f"{name} {date.day} {ENGLISH.months[date.month - 1]} {date.year}"


def days_said(days: Sequence[Day], language: str) -> str:
    """Return several days of one month: a run of them as `daily from … to …`, else by their numbers."""
    words = notice_words(language)
    if len(days) == 1:
        return day_said(days[0], language)
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return words.daily.format(day_said(days[0], language), day_said(days[-1], language))
    date = DATE[days[0]]
    weekdays = {weekday(day) for day in days}
    named = [str(DATE[day].day) for day in days]
    shown = words_of(language).weekdays[weekdays.pop()] if len(weekdays) == 1 else ""
    if language == "zh":
        numbers = "、".join(f"{number}日" for number in named)
        return f"{date.year}年{date.month}月{numbers}{f'（{shown}）' if shown else ''}"
    numbers = f"{', '.join(named[:-1])}{words.list_and}{named[-1]}"
    return f"{f'{shown} ' if shown else ''}{numbers} {ENGLISH.months[date.month - 1]} {date.year}"


def span_said(minutes: float, language: str) -> str:
    """Return a length of time: `45 min`, `1 hour`, `1 h 30 min`."""
    words = notice_words(language)
    hours, rest = divmod(max(1, round(minutes)), 60)
    if not hours:
        return words.minutes.format(rest)
    if not rest:
        return words.one_hour if hours == 1 else words.whole_hours.format(hours)
    return words.parts.format(hours, rest)
