from __future__ import annotations

import pytest

from fmplan.assets.task_form import Force, Kind
from fmplan.exports.words import words_of
from fmplan.schedules.occurrence import Status


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_force_and_state_has_a_word(language: str) -> None:
    words = words_of(language)
    assert set(words.kinds) == set(Kind)
    assert set(words.forces) == set(Force)
    assert set(words.statuses) == set(Status)


def test_a_language_without_words_gets_english() -> None:
    assert words_of("fr").kinds == words_of("en").kinds
    assert words_of("zh").kinds != words_of("en").kinds
