from __future__ import annotations

import base64
import shlex
import sys
from pathlib import Path

import pytest

from fmplan.post.secret import Secret, smtp_password
from fmplan.post.way import WayError


def _password(**environment: str) -> str | None:
    secret = smtp_password({f"FMPLAN_SMTP_PASSWORD{name}": value for name, value in environment.items()})
    return None if secret is None else secret.reveal()


def _file(tmp_path: Path, data: bytes, mode: int = 0o600) -> Path:
    path = tmp_path / "pass word"
    path.write_bytes(data)
    path.chmod(mode)
    return path


def _command(script: str) -> str:
    return shlex.join([sys.executable, "-c", script])


def test_a_password_comes_from_the_environment_a_file_or_a_command(tmp_path: Path) -> None:
    assert _password() is None
    assert _password(**{"": "hun ter2"}) == "hun ter2"
    assert _password(_FILE=str(_file(tmp_path, b"hun ter2\n"))) == "hun ter2"
    assert _password(_COMMAND=_command("print('hun ter2'); print('user: plan')")) == "hun ter2"


def test_no_shell_looks_at_the_command(tmp_path: Path) -> None:
    assert _password(_COMMAND=f"echo 'a  b' ; touch {tmp_path}/x && $(id)") == f"a  b ; touch {tmp_path}/x && $(id)"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_may_read_is_refused(mode: int, tmp_path: Path) -> None:
    path = _file(tmp_path, b"hunter2\n", mode)
    with pytest.raises(WayError, match=r"^others may read the password in .*: chmod 600 '.*pass word'$"):
        _password(_FILE=str(path))


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "holds no password"), (b"\nhunter2", "holds no password"), (b"\xff\n", "not UTF-8")]
)
def test_a_file_without_a_password_in_its_first_line_is_told(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(WayError, match=said):
        _password(_FILE=str(_file(tmp_path, data)))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WayError, match="cannot be read: No such file or directory"):
        _password(_FILE=str(tmp_path / "none"))


def test_a_file_in_the_home_of_nobody_is_told() -> None:
    with pytest.raises(
        WayError, match="FMPLAN_SMTP_PASSWORD_FILE, ~nobody-of-that-name/x, begins in the home of nobody"
    ):
        _password(_FILE="~nobody-of-that-name/x")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (_command("import sys; print('hunter2'); sys.exit(3)"), r"python\S*, which says the password, ended with 3$"),
        (_command(""), "holds no password"),
        ("/nowhere/pass show mail", "cannot be started"),
        ("pass 'show", "is no command: No closing quotation"),
        ("  ", "names no program"),
    ],
)
def test_a_command_that_fails_is_told_without_what_it_printed(command: str, said: str) -> None:
    with pytest.raises(WayError, match=said) as caught:
        _password(_COMMAND=command)
    assert "hunter2" not in str(caught.value).replace(command, "")


def test_two_ways_to_say_it_are_one_too_many() -> None:
    with pytest.raises(WayError, match="in 2 ways, FMPLAN_SMTP_PASSWORD and FMPLAN_SMTP_PASSWORD_FILE: leave one"):
        _password(**{"": "hunter2", "_FILE": "/x"})


def test_a_secret_does_not_show_and_is_taken_out_of_what_others_say() -> None:
    secret = Secret("pa ss/1")
    coded = base64.b64encode(b"pa ss/1").decode()
    assert (repr(secret), str(secret)) == ("Secret(****)", "Secret(****)")
    assert secret.mask(f"you said pa ss/1, pa%20ss%2F1, pa%20ss/1 and {coded}") == "you said ****, ****, **** and ****"
    assert Secret("").mask("all of it") == "all of it"
