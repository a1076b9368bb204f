from __future__ import annotations

import ssl
from email import message_from_bytes
from pathlib import Path

import pytest

from fmplan.exports.mail.message import Mailbox
from fmplan.post.smtp import Smtp
from fmplan.post.smtpurl import server_of
from fmplan.post.way import WayError
from tests.post.letters import a_calendar, a_message, came, delivered, to
from tests.post.mailserver import MailServer, a_server

PASSWORD = MailServer.password


def _way(url: str, **environment: str) -> Smtp:
    return Smtp(server_of({"FMPLAN_SMTP_URL": url, **environment}))


def test_a_relay_on_this_computer_takes_each_letter_in_a_transaction_of_its_own(tmp_path: Path) -> None:
    with a_server(MailServer()) as server:
        message = a_message(to=to("lead@example.com", "boss@example.com"), attachments=(a_calendar(),))
        delivered(tmp_path, _way(f"smtp://127.0.0.1:{server.port}"), message)
    assert [(sender, recipients) for sender, recipients, _ in server.taken] == [
        ("plan@example.com", ["lead@example.com"]),
        ("plan@example.com", ["boss@example.com"]),
    ]
    assert [message_from_bytes(mail)["To"] for _, _, mail in server.taken] == ["lead@example.com", "boss@example.com"]
    calendar = list(message_from_bytes(server.taken[0][2]).walk())[-1]
    assert calendar.get_payload(decode=True) == a_calendar().data


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_a_private_line_and_a_password(scheme: str, tmp_path: Path, context: ssl.SSLContext) -> None:
    line = {"tls": context} if scheme == "smtps" else {"starttls": context}
    with a_server(MailServer(), **line) as server:
        way = _way(f"{scheme}://plan%40example.com@localhost:{server.port}", FMPLAN_SMTP_PASSWORD=PASSWORD)
        assert came(delivered(tmp_path, way)) == {"lead@example.com": "sent"}
    assert server.users == ["plan@example.com"]


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
def test_a_certificate_nobody_vouches_for_stops_everything_before_the_password(
    scheme: str, tmp_path: Path, context: ssl.SSLContext
) -> None:
    line = {"tls": context} if scheme == "smtps" else {"starttls": context}
    with a_server(MailServer(), **line) as server:
        way = _way(f"{scheme}://plan@localhost:{server.port}", FMPLAN_SMTP_PASSWORD=PASSWORD)
        report = delivered(tmp_path, way)
    assert came(report) == {"lead@example.com": "held"}
    assert "its certificate is not trusted: unable to get local issuer certificate" in report.trouble


@pytest.mark.usefixtures("trusting")
def test_a_certificate_of_another_host_is_not_trusted(tmp_path: Path, authority: object) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("mail.example.com").configure_cert(context)  # type: ignore[attr-defined]
    with a_server(MailServer(), tls=context) as server:
        report = delivered(tmp_path, _way(f"smtps://localhost:{server.port}"))
    assert "its certificate is not trusted: Hostname mismatch" in report.trouble


@pytest.mark.usefixtures("trusting")
def test_a_wrong_password_is_told_without_it(tmp_path: Path, context: ssl.SSLContext) -> None:
    with a_server(MailServer(), tls=context) as server:
        way = _way(f"smtps://plan@localhost:{server.port}", FMPLAN_SMTP_PASSWORD="hunter2")
        report = delivered(tmp_path, way)
    assert report.trouble.startswith(f"smtps://localhost:{server.port} does not let us in: 535 ")
    assert "hunter2" not in report.trouble


def test_a_server_that_offers_no_private_line_gets_no_letter(tmp_path: Path) -> None:
    with a_server(MailServer()) as server:
        report = delivered(tmp_path, _way(f"smtp+starttls://127.0.0.1:{server.port}"))
    assert report.trouble == (
        f"smtp+starttls://127.0.0.1:{server.port} does not let us in: STARTTLS extension not supported by server."
    )
    assert server.taken == []


def test_one_recipient_refused_and_one_for_now(tmp_path: Path) -> None:
    refused = {"gone@example.com": "550 5.1.1 nobody of that name", "grey@example.com": "450 4.2.0 come back"}
    message = a_message(to=to("gone@example.com", "grey@example.com", "lead@example.com"))
    with a_server(MailServer(refused=refused)) as server:
        report = delivered(tmp_path, _way(f"smtp://127.0.0.1:{server.port}"), message)
        assert [(one.came.name, one.said) for one in report.deliveries] == [
            ("FAILED", "RCPT: 550 5.1.1 nobody of that name"),
            ("LATER", "RCPT: 450 4.2.0 come back"),
            ("SENT", "250 taken"),
        ]
        server.refused.clear()
        delivered(tmp_path, _way(f"smtp://127.0.0.1:{server.port}"), message)
    assert [recipients for _, recipients, _ in server.taken] == [["lead@example.com"], ["grey@example.com"]]


def test_addresses_in_other_scripts(tmp_path: Path) -> None:
    message = a_message(to=(Mailbox("李@湖畔.example", "李"), Mailbox("lead@湖畔.example", "湖畔, 花园")))
    with a_server(MailServer()) as server:
        delivered(tmp_path, _way(f"smtp://127.0.0.1:{server.port}"), message)
    assert [recipients for _, recipients, _ in server.taken] == [["李@xn--n7w22m.example"], ["lead@xn--n7w22m.example"]]


def test_an_address_mail_cannot_go_to_is_refused_and_the_others_still_go(tmp_path: Path) -> None:
    message = a_message(to=to("le ad@example.com", "lead@example.com\nRCPT TO:<all@example.com>", "boss@example.com"))
    with a_server(MailServer()) as server:
        report = delivered(tmp_path, _way(f"smtp://127.0.0.1:{server.port}"), message)
    assert [(one.came.name, one.said) for one in report.deliveries] == [
        ("FAILED", "'le ad@example.com' is no mail address"),
        ("FAILED", "'lead@example.com RCPT TO:<all@example.com>' is no mail address"),
        ("SENT", "250 taken"),
    ]
    assert [recipients for _, recipients, _ in server.taken] == [["boss@example.com"]]


def test_where_nobody_listens_it_is_left_for_the_next_run(tmp_path: Path, deaf_port: int) -> None:
    report = delivered(
        tmp_path, _way(f"smtp://127.0.0.1:{deaf_port}"), a_message(to=to("a@example.com", "b@example.com"))
    )
    assert [(one.came.name, one.said) for one in report.deliveries] == [
        ("LATER", f"smtp://127.0.0.1:{deaf_port}: Connection refused")
    ] * 2


@pytest.mark.usefixtures("trusting")
def test_a_server_is_checked_without_sending(context: ssl.SSLContext, deaf_port: int) -> None:
    with a_server(MailServer(), tls=context) as server:
        url = f"smtps://plan%40example.com@localhost:{server.port}"
        assert _way(url, FMPLAN_SMTP_PASSWORD=PASSWORD).check() == "mail.test"
        with pytest.raises(WayError, match="does not let us in: 535"):
            _way(url, FMPLAN_SMTP_PASSWORD="hunter2").check()
    with pytest.raises(WayError, match="cannot be reached: Connection refused"):
        _way(f"smtps://localhost:{deaf_port}").check()
    assert server.taken == []
