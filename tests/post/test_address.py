from __future__ import annotations

import pytest

from fmplan.exports.mail.message import Mailbox
from fmplan.post.address import BadAddressError, address_of, written


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("lead@example.com", "lead@example.com"),
        (" lead@Example.COM\n", "lead@example.com"),
        ("o'brien+plan@example.com", "o'brien+plan@example.com"),
        ("-rf@example.com", "-rf@example.com"),
        ("plan@localhost", "plan@localhost"),
        ("lead@湖畔.example", "lead@xn--n7w22m.example"),
        # As IDNA 2008 has it; IDNA 2003 would send it to strasse.de, which is somebody else.
        ("lead@straße.de", "lead@xn--strae-oqa.de"),
        ("李@example.com", "李@example.com"),
    ],
)
def test_an_address_has_its_domain_in_ascii(text: str, address: str) -> None:
    assert str(address_of(text)) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lead",
        "@example.com",
        "lead@",
        "lead@example",
        "lead@exam ple.com",
        "le ad@example.com",
        "lead@example.com\nBcc: all@example.com",
        "lead\r\nBcc: x@example.com",
        "lead\0@example.com",
        "lead@example\0.com",
        "lead@@example.com",
        "a@b@example.com",
        "<lead@example.com>",
        "lead@example.com>",
        "lead,boss@example.com",
        '"le ad"@example.com',
        ".lead@example.com",
        "le..ad@example.com",
        "lead@-example.com",
        "lead@[127.0.0.1]",
        f"{'a' * 65}@example.com",
        f"{'李' * 22}@example.com",
        f"lead@{'a' * 64}.com",
        f"lead@{'a.' * 126}com",
        "lead\u202e@example.com",
        "lead\ud800@example.com",
    ],
)
def test_what_mail_cannot_go_to_is_refused_in_words_on_one_line(text: str) -> None:
    with pytest.raises(BadAddressError) as caught:
        address_of(text)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("", "lead@example.com"),
        ("The Lead", "The Lead <lead@example.com>"),
        ("Lead, The", '"Lead, The" <lead@example.com>'),
        ('The "Lead"', r'"The \"Lead\"" <lead@example.com>'),
        ("Lead\\", r'"Lead\\" <lead@example.com>'),
        ("Lead <boss@example.com>", '"Lead <boss@example.com>" <lead@example.com>'),
        ("Lead\r\nBcc: all@example.com", '"Lead Bcc: all@example.com" <lead@example.com>'),
        ("Le\0ad", "Le ad <lead@example.com>"),
        ("湖畔, 花园", "=?utf-8?b?5rmW55WULCDoirHlm60=?= <lead@example.com>"),
        ("=?utf-8?q?boss?=", "=?utf-8?b?PT91dGYtOD9xP2Jvc3M/PQ==?= <lead@example.com>"),
    ],
)
def test_a_name_stands_in_a_header_as_one_name(name: str, header: str) -> None:
    assert written(Mailbox("lead@example.com", name), address_of("lead@example.com")) == header
