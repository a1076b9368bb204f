"""The page of a year: how large it is, and how soon somebody who opens it can use it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from bench import targets
from bench.jobs import Jobs
from bench.table import Row, measured, skipped

_FILTER = """() => {
  const text = document.querySelector("[name=text]");
  const start = performance.now();
  text.value = "7";
  text.dispatchEvent(new Event("input", {bubbles: true}));
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""
_LOADED = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


def page_rows(jobs: Jobs, rounds: int) -> Iterator[Row]:
    """Yield how large the page is, then the seconds in a browser until it is drawn, and until a filter is."""
    job = jobs.fmplan_html()
    what = f"{jobs.size:,} assets, page"
    is_judged = jobs.size == targets.PAGE_SIZE

    def megabytes() -> tuple[float, str]:
        job.run()
        return job.output.stat().st_size / 1e6, "one file"

    yield measured(f"{what}, size", "MB", megabytes, targets.PAGE_MB if is_judged else None)
    chromium = shutil.which("chromium")
    if chromium is None or find_spec("playwright") is None:
        yield skipped(f"{what}, until it is there", "chromium or Playwright is not installed")
        return
    if not job.output.exists():
        return
    loaded, filtered = zip(*(_in_browser(chromium, job.output) for _ in range(rounds)), strict=True)
    seconds = targets.PAGE_SECONDS if is_judged else None
    yield measured(f"{what}, until it is there", "s", lambda: (median(loaded), "in Chromium"), seconds)
    yield measured(f"{what}, until it is filtered", "s", lambda: (median(filtered), "in Chromium"), seconds)


def _in_browser(chromium: str, page: Path) -> tuple[float, float]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(page.as_uri())
        opened.wait_for_selector("#months .d")
        loaded, filtered = opened.evaluate(_LOADED), opened.evaluate(_FILTER)
        browser.close()
    return loaded / 1000, filtered / 1000
