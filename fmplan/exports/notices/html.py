"""Notices as a page to print: a list for those who post them, then each notice on a sheet of A4, in every language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fmplan.assets.text import said
from fmplan.exports.notices.notice import Batch, Sheet, chapters_of, languages_of
from fmplan.exports.notices.words import notice_words
from fmplan.exports.plain import one_line
from fmplan.exports.templating import filled, own_file, policy
from fmplan.exports.words import words_of
from fmplan.schedules.notices import Notice


def render(batches: Sequence[Batch], language: str | None = None) -> Iterator[bytes]:
    """Yield one page of all estates."""
    style = own_file("notice.css")
    first = languages_of(batches[0].plan.estate, language)[0]
    estates = [_estate(batch, number, language) for number, batch in enumerate(batches)]
    page = filled(
        "notice.html.j2",
        lang=_tag(first),
        title=", ".join(estate["name"] for estate in estates) + f" · {notice_words(first).notice}",
        policy=policy(style=style),
        style=style,
        estates=estates,
    )
    yield page.encode("utf-8", "backslashreplace")


def _estate(batch: Batch, number: int, language: str | None) -> dict[str, Any]:
    estate = batch.plan.estate
    first = languages_of(estate, language)[0]
    chapters = []
    count = 0
    for chapter in chapters_of(batch, language):
        posters = []
        for notice, sheets in chapter.notices:
            count += 1
            posters.append(
                {
                    "id": f"notice-{number + 1}-{count}",
                    "of": _of(notice, first),
                    "sheets": [_sheet(one) for one in sheets],
                }
            )
        chapters.append({"standing": chapter.standing.value, "heading": chapter.heading, "posters": posters})
    name = one_line(said(estate.name, first))
    return {"name": name, "nothing": notice_words(first).nothing, "chapters": chapters}


def _sheet(sheet: Sheet) -> dict[str, Any]:
    when = notice_words(sheet.language).when
    return {
        "lang": _tag(sheet.language),
        "estate": sheet.estate,
        "title": sheet.title,
        "heading": sheet.heading,
        "office": sheet.office,
        "lines": [{"label": label, "text": text, "is_when": label == when} for label, text in sheet.lines],
    }


def _of(notice: Notice, language: str) -> str:
    """Return what stands behind the heading in the list: on what the work is done."""
    colon = words_of(language).colon
    names = [said(asset.name, language) for asset in notice.assets]
    return one_line(f"{colon}{notice_words(language).list_comma.join(names)}")


def _tag(language: str) -> str:
    return "zh-CN" if language == "zh" else language
