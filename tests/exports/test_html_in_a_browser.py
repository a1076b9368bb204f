"""The page as people see it: in a browser, where one can be had."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fmplan.exports.html import render
from fmplan.schedules.shortcode import code_of
from tests.exports.registers import PUMP, a_plan, whole

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed")

_HOSTILE = "</script><img src=x onerror=\\\"document.title='broken'\\\">"
_LAWN = """\
  lawn-1:
    class: greenery/lawn
    name: "%s"
    tasks:
      mow:
        name: Mow
        kind: greenery
        every: 1 week
        first: 2027-03-01
        checklist: [{id: M-1, text: Blades sharp, read: {unit: mm, max: 3}}]
"""
ASSETS = PUMP + _LAWN % _HOSTILE


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The page of a pump and a lawn in March 2027; it fails where the page complains or asks for anything."""
    file = tmp_path / "plan.html"
    file.write_text(whole(render(a_plan(ASSETS, today="2027-03-10"))), encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 844})
    opened = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(file.as_uri())
    opened.wait_for_selector("#months .d")
    yield opened
    assert {url for url in asked if not url.startswith("data:")} == {file.as_uri()}
    assert complaints == []
    context.close()


def is_drawn(row: Locator, *texts: str) -> None:
    """Waits for each text: a browser tells of an opened row only after the click, and its inside is drawn then."""
    for text in texts:
        sync_api.expect(row).to_contain_text(text, use_inner_text=True)


def test_the_page_shows_the_year_and_fits_a_phone(page: Page) -> None:
    assert page.locator("#months .d").count() == 31
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.title() == "Harbour Court · Maintenance plan"


def test_a_filter_leaves_what_fits(page: Page) -> None:
    def shown() -> str:
        return page.locator("#figures").inner_text()

    before = shown()
    page.evaluate("document.getElementById('filters').open = true")
    page.select_option("[name=kind]", "greenery")
    assert shown() != before
    assert page.locator("#line-rows .track:not(.head)").count() == 1
    page.fill("[name=text]", "nowhere")
    assert page.locator("#line-rows .track:not(.head)").count() == 0
    page.click("[type=reset]")
    page.wait_for_function("document.querySelectorAll('#line-rows .track:not(.head)').length === 2")
    assert shown() == before


def test_hostile_names_are_text(page: Page) -> None:
    page.locator("#months .d", has_text="15").first.click()
    assert "<img src=x" in page.locator("#work-list").inner_text()
    assert page.locator("img").count() == 0


def test_a_row_opens_to_checklist_citation_and_code(page: Page) -> None:
    page.locator("#months [data-day='14']").click()
    row = page.locator("#work-list details").first
    row.locator("summary").click()
    is_drawn(row, "Blades sharp (read: mm to 3)", code_of("lawn-1/mow/2027-03-15"))
    debt = page.locator("#owed-list details", has_text="Monthly check").first
    debt.locator("summary").click()
    is_drawn(debt, "TSG T5002, A-1, B, verified", code_of("pump-1/check/2027-03-03"))


def test_the_days_go_by_the_keyboard(page: Page) -> None:
    page.locator("#months .d[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#work-title").inner_text() == "Thursday 18 March 2027"


def test_a_view_can_be_sent_on(page: Page) -> None:
    page.evaluate("document.getElementById('filters').open = true")
    page.select_option("[name=kind]", "greenery")
    page.locator("#months [data-day='14']").click()
    assert page.evaluate("location.hash") == "#kind=greenery&day=2027-03-15"
    page.reload()
    page.wait_for_selector("#months .d")
    assert page.locator("#work-title").inner_text() == "Monday 15 March 2027"
    assert page.locator("[name=kind]").input_value() == "greenery"


def test_the_theme_changes_and_print_hides_what_is_pressed(page: Page) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != light
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert not page.locator("#filter").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
