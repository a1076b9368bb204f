"""The page of a letter, as programs of mail and phones show it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from fmplan.exports.mail.html import MOST_BYTES, as_html
from fmplan.exports.mail.letter import Chapter, Group, Item, Letter, Line, Section, Tone
from tests.exports.mail.estates import ASSETS, a_quay, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium")
_HOSTILE = "<script>alert(1)</script>\\\"' onload=x <img src='http://example.com/x.png'> &amp; {{ 7 * 7 }}"
_LINES = tuple(Line(f"Task {n}", "1 person-hour", items=(Item("QJNVT-6", "Lift"),)) for n in range(1_000))
_TAGS = {"html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "span", "br"}
_ATTRIBUTES = {"lang", "charset", "name", "content", "class", "style", "role", "align", "valign", "colspan"} | {
    "width",
    "cellpadding",
    "cellspacing",
    "border",
}


class _Seen(HTMLParser):
    """Which tags and attributes a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


LONG = Letter(
    "en",
    "Quay: week 5",
    "Week 5",
    "Quay",
    ("1,000 dates",),
    (
        Chapter("This week", (Section((Group(_LINES),)),)),
        Chapter("Overdue", (Section((Group((Line("Pump", "3 days late", Tone.LATE),)),)),)),
        Chapter("Checklists", (Section((Group((Line("Spare"),)),)),), is_spare=True),
    ),
    ("Foot.",),
)


def test_a_long_letter_is_cut_before_a_program_of_mail_cuts_it() -> None:
    page = as_html(LONG)
    assert len(page.encode()) <= MOST_BYTES
    shown = page.count("QJNVT-6")
    assert 20 < shown < 1_000
    assert f"and {2 * (1_000 - shown):,} lines more" in page
    assert "3 days late" in page
    assert "Spare" not in page


def test_texts_as_long_as_a_page_are_cut_as_well() -> None:
    line = Line("A" * 10_000, items=(Item("QJNVT-6", "工" * 10_000),), notes=("note " * 2_000,))
    chapters = tuple(Chapter("B" * 10_000, (Section((Group((line,) * 4),)),)) for _ in range(8))
    page = as_html(replace(LONG, title="C" * 10_000, chapters=chapters))
    assert len(page.encode()) <= MOST_BYTES
    assert f"{'A' * 99}…" in page
    assert f"{'工' * 99}…" in page


def test_texts_stay_whole_where_fewer_lines_are_enough() -> None:
    line = Line("A" * 10_000)
    page = as_html(replace(LONG, chapters=(Chapter("Overdue", (Section((Group((line,) * 30),)),)),)))
    assert len(page.encode()) <= MOST_BYTES
    assert page.count("A" * 10_000) == 3
    assert "and 27 lines more" in page


@pytest.mark.parametrize("text", ["A", "工", "&"])
def test_of_more_chapters_than_a_page_has_room_for_the_first_are_shown_and_the_rest_is_counted(text: str) -> None:
    lines = (Line(text * 200, items=(Item("QJNVT-6", text * 200),), notes=(text * 200,)),) * 5
    chapters = tuple(Chapter(f"Chapter {n}.", (Section((Group(lines),)),)) for n in range(1, 201))
    page = as_html(replace(LONG, chapters=chapters))
    assert MOST_BYTES // 2 < len(page.encode()) <= MOST_BYTES
    shown = page.count("Chapter ")
    assert f"Chapter {shown}." in page
    # Each chapter shows two of its five lines, with their items; the last tells also of the chapters behind it.
    assert f"and {6 + 10 * (200 - shown):,} lines more" in page


def test_a_short_letter_is_whole() -> None:
    page = as_html(replace(LONG, chapters=LONG.chapters[1:]))
    assert "Spare" in page
    assert "lines more" not in page


def test_nothing_is_loaded_from_elsewhere_and_nothing_of_a_register_runs(tmp_path: Path) -> None:
    assets = ASSETS.replace("{en: Check, zh: 检查}", f'"{_HOSTILE}"')
    for message in written(a_quay(tmp_path / "quay", assets=assets)):
        seen = _Seen()
        seen.feed(message.html)
        assert seen.tags <= _TAGS
        assert seen.attributes <= _ATTRIBUTES
        assert "url(" not in message.html
        assert "@import" not in message.html
        if message.part != "lifts":
            assert "&lt;script&gt;" in message.html
            assert "{{ 7 * 7 }}" in message.html


def test_every_colour_has_one_for_the_dark() -> None:
    """What has a colour in its tag has a class too, which the style for the dark gives another."""
    page = as_html(LONG)
    dark = page.partition("prefers-color-scheme: dark")[2].partition("</style>")[0]
    classes = set(re.findall(r"\.([a-z]+) \{", dark))
    for tag in re.findall(r"<(?:td|span|table|body)[^>]*(?:color|background|border-bottom):[^>]*>", page):
        named = re.search(r'class="([^"]+)"', tag)
        assert named is not None, tag
        assert set(named[1].split()) <= classes, tag


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_it_fits_a_phone_and_a_desk_and_can_be_read_on_its_ground(
    browser: Browser, width: int, scheme: str, tmp_path: Path
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()  # type: ignore[arg-type]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    message = written(a_quay(tmp_path / "quay"))[0]
    file = tmp_path / "mail.html"
    file.write_text(message.html, encoding="utf-8")
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(_LOWEST_CONTRAST) >= 4.5
    page.context.close()


_LOWEST_CONTRAST = """() => {
  const light = rgb => {
    const [r, g, b] = rgb.match(/[0-9.]+/g).slice(0, 3).map(v => {
      v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = node => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (colour !== 'rgba(0, 0, 0, 0)') return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const texts = [...document.querySelectorAll('td, span')].filter(node =>
    [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim()));
  return Math.min(...texts.map(node => {
    const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  }));
}"""
