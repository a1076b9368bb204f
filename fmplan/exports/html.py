"""A plan as one page of HTML that shows itself without a network: the year, the work, the time line, what is owed.

The plan goes into it as data, and `templates/page.js` draws it: nothing of it is ever taken for HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from fmplan.exports.page.data import data_of, words_for
from fmplan.exports.portfolio import Plans, each, language_of
from fmplan.exports.templating import filled, json_in_script, own_file, policy
from fmplan.release import RELEASE
from fmplan.schedules.owed import Owed


class Link(Struct, frozen=True):
    """A link from one page of a site to another, or to a calendar; `is_here` where it leads to this page."""

    href: str
    text: str
    is_here: bool = False


def render(
    plans: Plans,
    language: str | None = None,
    owed: Mapping[str, Owed] | None = None,
    links: Mapping[str, Sequence[Link]] | None = None,
) -> Iterator[bytes]:
    """Yield the page of all plans.

    `owed` tells by estate what is owed since its plan began; without it the page owes what the range holds.
    `links` lead to other pages, by the name of the word that stands before them.
    """
    all_plans = each(plans)
    spoken = language_of(all_plans[0], language)
    words = words_for(spoken)
    estates = [data_of(plan, (owed or {}).get(plan.estate.id), spoken) for plan in all_plans]
    script, style = own_file("page.js"), own_file("page.css")
    shown: dict[str, Any] = {
        "lang": "zh-CN" if spoken == "zh" else spoken,
        "title": words["separator"].join(estate["name"] for estate in estates),
        "policy": policy(style=style, script=script),
        "style": style,
        "script": script,
        "words": words,
        "estates": estates,
        "links": links or {},
        "made": words["made"].format(RELEASE),
        "data": json_in_script({"words": words, "estates": estates}),
    }
    yield filled("page.html.j2", **shown).encode("utf-8", "backslashreplace")
