from __future__ import annotations

from fmplan.assets import task_form
from fmplan.cli import options
from tests.cli.commands import fmplan


def test_the_words_of_the_options_are_those_of_the_register() -> None:
    assert [kind.value for kind in options.Kind] == [kind.value for kind in task_form.Kind]
    assert [force.value for force in options.Force] == [force.value for force in task_form.Force]


def test_a_word_that_is_none_of_an_option_is_told_in_words_of_the_trade() -> None:
    ended = fmplan("schedules", "--kind", "inspektion")
    assert ended.code == 2
    assert "Invalid value for '--kind': 'inspektion' is not one of 'maintenance', 'inspection'," in ended.err
