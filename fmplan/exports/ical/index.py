"""The page beside several calendars that lists them: for people who want to subscribe to one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final, NamedTuple
from urllib.parse import quote

from fmplan.exports.ical.words import feed_words
from fmplan.exports.plain import one_line

MADE_BY: Final = '<meta name="generator" content="fmplan">'
"""What tells such a page from one that somebody else wrote."""

_STYLE: Final = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:46rem;"
    "padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{padding:.4rem .6rem;text-align:left;"
    "border-bottom:1px solid #8886}td:last-child,th:last-child{text-align:right}"
    ".c{display:inline-block;width:.8em;height:.8em;border-radius:50%;margin-right:.5em}"
)


class Listed(NamedTuple):
    """One calendar of the list: its file, its name, its colour, how many events it holds."""

    file: str
    name: str
    colour: str
    events: int


def index_of(title: str, feeds: Sequence[Listed], language: str) -> bytes:
    """Return the page."""
    words = feed_words(language)
    heading = escape(one_line(title))
    rows = "\n".join(
        f'<tr><td><span class="c" style="background:{one.colour}"></span>{escape(one_line(one.name))}</td>'
        f'<td><a href="{quote(one.file)}">{escape(one.file)}</a></td><td>{one.events:,}</td></tr>'
        for one in feeds
    )
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n{MADE_BY}\n'
        f"<title>{heading}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{heading}</h1>\n"
        f"<p>{words.subscribe}</p>\n<table>\n<thead><tr><th>{words.feeds}</th><th>{words.file}</th>"
        f"<th>{words.events}</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</body>\n</html>\n"
    ).encode()
