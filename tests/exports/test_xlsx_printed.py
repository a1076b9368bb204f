"""The workbook as it comes out of a printer: LibreOffice makes a PDF of it, and its pages are looked at."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from fmplan.schedules.shortcode import code_of
from tests.exports.registers import PUMP, a_plan
from tests.exports.workbook.workbooks import written

LIBREOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(
    LIBREOFFICE is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or pdftotext is missing (Debian: libreoffice-calc, poppler-utils)",
)

ITEMS = "\n".join(f"          - {{id: A-{n}, text: Look at part {n}}}" for n in range(100))
A3_ACROSS, A4, A4_ACROSS = "1191 x 842", "595 x 842", "842 x 595"
HEADS = {
    "en": {"planner": "Year planner", "sheet": "Work sheet:", "page": r"page (\d) of (\d)"},
    "zh": {"planner": "年度计划", "sheet": "工作单：", "page": r"第(\d)页，共(\d)页"},
}


@pytest.fixture(scope="module", params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def printed(language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF of a year with a work sheet of a hundred items."""
    folder = tmp_path_factory.mktemp(f"printed-{language}")
    plan = a_plan(PUMP + f"        checklist:\n{ITEMS}\n", days="2027-01-01..2027-12-31", today="2027-03-01")
    (folder / "plan.xlsx").write_bytes(written(plan, language))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    _run(
        str(LIBREOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "plan.xlsx"),
    )
    return folder / "plan.pdf"


def test_each_page_of_a_work_sheet_is_one_page(printed: Path, language: str) -> None:
    pages = texts(printed)
    numbered = [found.groups() for page in pages if (found := re.search(HEADS[language]["page"], page))]
    assert numbered == [("1", "3"), ("2", "3"), ("3", "3")]
    items_printed = [int(number) for page in pages for number in re.findall(r"A-(\d+)  ?Look at part", page)]
    assert items_printed == list(range(100))
    # Cover, planner, month, due list, three pages of the visit, workload, register, compliance.
    assert len(pages) in {10, 11}


def test_the_planner_is_printed_on_a3_across_and_work_sheets_on_a4(printed: Path, language: str) -> None:
    heads = HEADS[language]
    paper = list(zip(texts(printed), papers(printed), strict=True))
    assert {size for text, size in paper if heads["planner"] in text.partition("\n")[0]} == {A3_ACROSS}
    assert {size for text, size in paper if re.search(heads["page"], text)} == {A4}
    assert {size for _, size in paper} == {A3_ACROSS, A4, A4_ACROSS}


def test_a_whole_year_stands_beside_each_other_on_the_planner(printed: Path, language: str) -> None:
    """Nothing of its 53 weeks went onto a page of its own."""
    (planner,) = (text for text in texts(printed) if HEADS[language]["planner"] in text.partition("\n")[0])
    weeks = next(line for line in planner.splitlines() if re.search(r"\b53 +1 +2 +3\b", line))
    assert [int(week) for week in re.findall(r"\d+", weeks)] == [53, *range(1, 53)]


def test_a_camera_reads_the_code_of_every_page_of_a_work_sheet(printed: Path, language: str) -> None:
    zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    _run("pdftoppm", "-r", "100", "-gray", str(printed), str(printed.parent / "page"))
    shot = sorted(printed.parent.glob("page-*.pgm"))
    pages = texts(printed)
    assert len(shot) == len(pages)
    read = [
        (bool(re.search(HEADS[language]["page"], page)), [code.text for code in zxingcpp.read_barcodes(_grey(picture))])
        for page, picture in zip(pages, shot, strict=True)
    ]
    code = code_of("pump-1/check/2027-03-03")
    assert read == [(is_sheet, [code] if is_sheet else []) for is_sheet, _ in read]
    assert any(is_sheet and code in page for (is_sheet, _), page in zip(read, pages, strict=True))


def texts(pdf: Path) -> list[str]:
    return _run("pdftotext", "-layout", str(pdf), "-").decode().split("\f")[:-1]


def papers(pdf: Path) -> list[str]:
    """The size of each page in points, `595 x 842` for A4."""
    told = _run("pdfinfo", "-f", "1", "-l", "999", str(pdf)).decode()
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told)
    return [f"{round(float(width))} x {round(float(height))}" for width, height in sizes]


def _grey(picture: Path) -> memoryview:
    """A picture in shades of grey as rows of bytes, by the form of PGM."""
    _, size, _, pixels = picture.read_bytes().split(b"\n", 3)
    width, height = map(int, size.split())
    return memoryview(pixels).cast("B", (height, width))


def _run(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True, timeout=300).stdout
