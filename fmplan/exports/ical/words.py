"""The words of calendars: what an event is called by its state, and what its description says."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from fmplan.schedules.occurrence import Status


class FeedWords(Struct, frozen=True):
    """What one language says; a `{}` takes a number or a name. `prefixes` stand before the summary."""

    code: str
    tasks: str
    one_task: str
    times: str
    and_more: str
    join: str
    detail: str
    done_on: str
    no_team: str
    file: str
    events: str
    feeds: str
    subscribe: str
    prefixes: dict[Status, str]
    states: dict[Status, str]


ENGLISH: Final = FeedWords(
    code="Code",
    tasks="{} tasks",
    one_task="1 task",
    times="{} ×{}",
    and_more="+{}",
    join=", ",
    detail="{} ({})",
    done_on="Done",
    no_team="No team",
    file="file",
    events="events",
    feeds="Calendars",
    subscribe="Subscribe to the address of a file below; a copy that is only imported stays as it was.",
    prefixes={
        Status.DONE: "✓ {}",
        Status.SKIPPED: "Skipped: {}",
        Status.DEFERRED: "Deferred: {}",
        Status.OVERDUE: "Overdue: {}",
        Status.BREACH: "Breach: {}",
        Status.MISSED: "Missed: {}",
    },
    states={
        Status.DONE: "done",
        Status.SKIPPED: "skipped",
        Status.DEFERRED: "deferred",
        Status.OVERDUE: "overdue",
        Status.BREACH: "breach",
        Status.MISSED: "missed",
    },
)

CHINESE: Final = FeedWords(
    code="短码",
    tasks="共{}项",
    one_task="共1项",
    times="{}×{}",
    and_more="另{}项",
    join="、",
    detail="{}（{}）",
    done_on="完成日",
    no_team="无班组",
    file="文件",
    events="日程数",
    feeds="日历",
    subscribe="请按下列文件的网址订阅；仅导入的副本不会更新。",
    prefixes={
        Status.DONE: "✓ {}",
        Status.SKIPPED: "【略过】{}",
        Status.DEFERRED: "【延期】{}",
        Status.OVERDUE: "【逾期】{}",
        Status.BREACH: "【违规】{}",
        Status.MISSED: "【错过】{}",
    },
    states={
        Status.DONE: "已完成",
        Status.SKIPPED: "已略过",
        Status.DEFERRED: "已延期",
        Status.OVERDUE: "逾期",
        Status.BREACH: "违规",
        Status.MISSED: "已错过",
    },
)


def feed_words(language: str) -> FeedWords:
    """Return the words of a language; English for one that has none here."""
    return CHINESE if language == "zh" else ENGLISH
