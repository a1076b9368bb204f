from __future__ import annotations

from fmplan.assets import task_form
from fmplan.cli import options


def test_the_words_of_the_options_are_those_of_the_register() -> None:
    assert [kind.value for kind in options.Kind] == [kind.value for kind in task_form.Kind]
    assert [force.value for force in options.Force] == [force.value for force in task_form.Force]
