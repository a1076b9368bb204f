from __future__ import annotations

from fmplan.exports.mail.letter import Chapter, Group, Item, Letter, Line, Section
from fmplan.exports.mail.text import as_text


def _letter(*lines: Line) -> str:
    chapter = Chapter("This week", (Section((Group(lines, "Tower 1"),)),))
    text = as_text(Letter("en", "Week 5", "Week 5", "Old Quay", (), (chapter,), ("Sent by fmplan.",)))
    return text.partition("Tower 1\n")[2].partition("\n-- \n")[0]


def test_a_long_line_is_broken_between_words_but_no_day_from_its_code_and_goes_on_further_in() -> None:
    codes = ", ".join(f"{day}\u00a0XCQJT-{day[0]}" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    assert _letter(Line("Daily look", "0.5 person-hours", items=(Item("", "Pump 1", codes),))) == (
        "    Daily look · 0.5 person-hours\n"
        "      Pump 1 · Mon XCQJT-M, Tue XCQJT-T, Wed XCQJT-W, Thu XCQJT-T,\n"
        "            Fri XCQJT-F, Sat XCQJT-S, Sun XCQJT-S\n"
    ).replace(" XCQJT", "\u00a0XCQJT")


def test_chinese_is_broken_where_it_is_as_wide_as_english() -> None:
    assert _letter(Line("检查" * 40)) == f"    {'检查' * 18}检\n        查{'检查' * 17}\n        {'检查' * 4}\n"


def test_a_command_is_never_broken() -> None:
    command = f"renew it: fmplan done {'a-lift-with-a-very-long-name-' * 3}1 inspection --next DATE"
    assert _letter(Line("Mark", notes=(command,))) == f"    Mark\n      {command}\n"


def test_only_the_first_line_of_a_text_stands_at_the_margin() -> None:
    text = as_text(Letter("en", "Week 5", f"Week 5 of {'a' * 66} Bcc: all@example.com", "Quay", (), (), ("Foot.",)))
    assert text.startswith(f"Week 5 of {'a' * 66}\n  Bcc: all@example.com\nQuay\n")
