from __future__ import annotations

from html.parser import HTMLParser

from fmplan.exports.ical.index import MADE_BY, Listed, index_of


class _Page(HTMLParser):
    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def test_the_list_names_each_calendar_with_its_file_and_its_events() -> None:
    page = _Page(index_of("Court", [Listed("own.ics", "Own staff", "teal", 1_234)], "en"))
    assert page.links == ["own.ics"]
    assert [text for text in page.texts if text][-3:] == ["Own staff", "own.ics", "1,234"]


def test_nothing_in_a_name_becomes_part_of_the_page() -> None:
    wild = "<script>alert('x')</script> & \"quoted\""
    page = _Page(index_of(wild, [Listed("塔楼 #1?.ics", wild, "teal", 0)], "zh"))
    assert "script" not in page.tags
    assert page.texts.count(wild) == 3
    assert page.links == ["%E5%A1%94%E6%A5%BC%20%231%3F.ics"]


def test_it_is_told_from_the_page_of_somebody_else() -> None:
    assert MADE_BY.encode() in index_of("Court", [], "en")
