from __future__ import annotations

import pytest

from fmplan.assets.address import Address, parse_address


@pytest.mark.parametrize(
    ("text", "address", "name"),
    [
        ("lead@example.com", "lead@example.com", ""),
        (" lead@example.com ", "lead@example.com", ""),
        ("Estate office <lead@example.com>", "lead@example.com", "Estate office"),
        ('"Lin, Chen & Co." <lead@example.com>', "lead@example.com", "Lin, Chen & Co."),
        ("<lead@example.com>", "lead@example.com", ""),
        ("物业@湖畔.example", "物业@湖畔.example", ""),
        ("o'brien+lifts=2@sub.example.co.uk", "o'brien+lifts=2@sub.example.co.uk", ""),
        (f"{'a' * 64}@example.com", f"{'a' * 64}@example.com", ""),
    ],
)
def test_an_address_is_read_with_the_name_before_it(text: str, address: str, name: str) -> None:
    assert parse_address(text) == Address(address, name)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", "it has no @"),
        ("lead", "it has no @"),
        ("lead＠example.com", "it has full-width signs"),
        ("@example.com", "nothing stands before the @"),
        ("lead@", "nothing stands after the @"),
        ("lead@example", "is no name of a host"),
        ("lead@-example.com", "is no name of a host"),
        ("lead@example..com", "is no name of a host"),
        ("lead@example.com.", "is no name of a host"),
        ("lead@exa mple.com", "is no name of a host"),
        ("lead@example.com\nBcc: all@example.com", "cannot stand before the @"),
        ("le\x00ad@example.com", "cannot stand before the @"),
        ("a@example.com, b@example.com", "cannot stand before the @"),
        ("a@b@example.com", "cannot stand before the @"),
        (".lead@example.com", "without a letter beside it"),
        ("le..ad@example.com", "without a letter beside it"),
        (f"{'a' * 65}@example.com", "it is too long"),
        (f"lead@{'a' * 64}.com", "it is too long"),
        (f"lead@{'a.' * 130}com", "it is too long"),
    ],
)
def test_what_is_no_address_is_said_with_an_example(text: str, trouble: str) -> None:
    with pytest.raises(ValueError, match="is no address") as raised:
        parse_address(text)
    assert trouble in str(raised.value)
    assert trouble.startswith("it is too long") or "lead@example.com" in str(raised.value)
