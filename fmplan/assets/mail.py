"""The `mail:` of estate.yaml: read apart from the rest, so that who is to be told is known of a broken register too."""

from __future__ import annotations

from collections.abc import Iterator

from fmplan.assets.ids import is_id
from fmplan.assets.mail_form import DigestForm, MailForm
from fmplan.assets.mistakes import item_places, read_form
from fmplan.assets.text import Text
from fmplan.findings import Finding, Place
from fmplan.yamlfile.block import Block


def read_mail(estate: Block) -> tuple[MailForm | None, list[Finding]]:
    """Return what the block of an estate says of mail, None where it says nothing or it is wrong, and what is wrong."""
    written = estate.get("mail")
    return read_form(MailForm, written) if isinstance(written, Block) else (None, [])


def mail_of(estate: Block) -> MailForm | None:
    """Return what the block of an estate says of mail, whatever else is wrong with it; None where that is wrong too."""
    return read_mail(estate)[0]


def digests_of(mail: MailForm) -> Iterator[tuple[str, DigestForm]]:
    """Yield the digests an estate has, by the key they are written under."""
    for name, form in (("weekly", mail.weekly), ("monthly", mail.monthly), ("overdue", mail.overdue)):
        if form is not None:
            yield name, form


def teams_named(mail: MailForm, estate: Block) -> Iterator[tuple[str, Place]]:
    """Yield each team that a digest names, with where it is written."""
    for name, form in digests_of(mail):
        if isinstance(form.teams, tuple):
            yield from zip(form.teams, item_places(estate["mail"][name], "teams"), strict=True)


def named_in(estate: Block) -> tuple[str, Text]:
    """Return the id and the name that the block of a broken estate has; "" for what cannot be used."""
    id_, name = estate.get("estate"), estate.get("name")
    if isinstance(name, dict):
        name = {key: text for key, text in name.items() if isinstance(text, str)}
    return (
        id_ if isinstance(id_, str) and is_id(id_) else "",
        name if isinstance(name, str | dict) else "",
    )
