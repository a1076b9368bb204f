from __future__ import annotations

import pytest

from fmplan.post.smtpurl import Privacy, Server, server_of
from fmplan.post.way import WayError

PASSWORD = {"FMPLAN_SMTP_PASSWORD": "hunter2"}


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://127.0.0.1", Server("127.0.0.1", 25, Privacy.NONE)),
        ("smtp://relay.example.com:2525/", Server("relay.example.com", 2525, Privacy.NONE)),
        ("smtp://[::1]:25", Server("::1", 25, Privacy.NONE)),
        ("smtp+starttls://mail.example.com", Server("mail.example.com", 587, Privacy.STARTTLS)),
        ("smtps://mail.example.com", Server("mail.example.com", 465, Privacy.TLS)),
        ("smtp://mail_relay:25", Server("mail_relay", 25, Privacy.NONE)),
        ("smtps://straße.example", Server("xn--strae-oqa.example", 465, Privacy.TLS)),
    ],
)
def test_a_url_names_a_server(url: str, server: Server) -> None:
    assert server_of({"FMPLAN_SMTP_URL": url}) == server


@pytest.mark.parametrize(
    ("url", "user"),
    [
        ("smtps://plan@mail.example.com", "plan"),
        ("smtps://plan%40example.com@mail.example.com", "plan@example.com"),
        ("smtp+starttls://li%C3%A9n%2Bx@mail.example.com:587", "lién+x"),
        ("smtp://plan@127.0.0.1", "plan"),
        ("smtp://plan@localhost", "plan"),
    ],
)
def test_a_user_stands_in_the_url_and_a_password_elsewhere(url: str, user: str) -> None:
    server = server_of({"FMPLAN_SMTP_URL": url, **PASSWORD})
    assert (server.user, server.password and server.password.reveal()) == (user, "hunter2")
    assert "hunter2" not in repr(server)


def test_without_a_user_no_password_is_read() -> None:
    assert server_of({"FMPLAN_SMTP_URL": "smtp://127.0.0.1", "FMPLAN_SMTP_PASSWORD_FILE": "/nowhere"}).password is None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "is not set"),
        ("mail.example.com", "is no address of a mail server"),
        ("http://mail.example.com", "is no address of a mail server"),
        ("smtp://", "is no address of a mail server"),
        ("smtp://mail.example.com:port", "is no address of a mail server"),
        ("smtp://mail.example.com:70000", "is no address of a mail server"),
        ("smtp://mail.example.com:0", "is no address of a mail server"),
        ("smtp://mail.example.com/inbox", "is no address of a mail server"),
        ("smtp://[::1", "is no address of a mail server"),
        ("smtp://mail..example.com", "is no address of a mail server"),
        ("smtp://mail server", "is no address of a mail server"),
        (f"smtp://{64 * 'a'}.example.com", "is no address of a mail server"),
        ("smtps://plan:hunter2@mail.example.com", "holds a password"),
        ("smtps://plan:hunter2@mail.example.com:port", "is no address of a mail server"),
        ("smtps://%ff@mail.example.com", "is no address of a mail server"),
        ("smtp://plan@mail.example.com", "would send the password over an open line"),
    ],
)
def test_a_url_that_is_wrong_is_told_without_what_may_be_secret_in_it(url: str, said: str) -> None:
    with pytest.raises(WayError, match=f"^FMPLAN_SMTP_URL .*{said}") as caught:
        server_of({"FMPLAN_SMTP_URL": url, **PASSWORD})
    assert "hunter2" not in str(caught.value)


def test_a_user_without_a_password_is_told() -> None:
    with pytest.raises(WayError, match="names a user, and no password is said"):
        server_of({"FMPLAN_SMTP_URL": "smtps://plan@mail.example.com"})
