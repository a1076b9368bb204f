from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from fmplan.exports.mail.letter import Chapter, Letter, Tone
from fmplan.exports.mail.short import MOST_BYTES, as_short
from tests.exports.mail.estates import ASSETS, ESTATE, a_quay, written

LETTER = Letter("zh", "", "第5周计划", "老码头", ("逾期1项",), (), ())


def _chapter(*lines: str, tone: Tone = Tone.PLAIN) -> Chapter:
    return Chapter("本周", (), lines, tone)


def test_it_never_has_more_bytes_than_the_smallest_robot_takes() -> None:
    for length in (1, 10, 100, 2_000):
        lines = ("电梯" * length,) * 500
        short = as_short(replace(LETTER, chapters=(_chapter(*lines),)))
        assert len(short.encode()) <= MOST_BYTES
        assert short.endswith("… 其余见邮件")
        assert "�" not in short


def test_what_fits_is_whole() -> None:
    chapters = (_chapter("半月维保", tone=Tone.BREACH), Chapter("检查项", ()))
    assert as_short(replace(LETTER, chapters=chapters)) == "**老码头**\n第5周计划 · 逾期1项\n\n**❗本周**\n- 半月维保"


def test_no_name_calls_everybody_or_makes_a_link(tmp_path: Path) -> None:
    hostile = "<!channel> <@all> @all <at user_id=all> [x](http://example.com) **b** _i_ `c` # | ~"
    folder = a_quay(
        tmp_path / "quay",
        ESTATE.replace("{en: Old Quay, zh: 老码头}", f'"{hostile}"'),
        ASSETS.replace("{en: Check, zh: 检查}", f'"{hostile}"'),
    )
    for message in written(folder):
        for sign in "<>@[]`#|~_":
            assert sign not in message.short
        lines = message.short.splitlines()
        assert all(line.count("**") in {0, 2} for line in lines)
        assert all(line.startswith(("**", "- ")) for line in lines if line and line is not lines[1])
