"""From a name, a registration or a serial number to the past of one thing, and telling it in one of the forms."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from fmplan.assets.estate import Asset
from fmplan.assets.mistakes import did_you_mean, listing
from fmplan.cli.options import Answer
from fmplan.cli.rendering import paints, width
from fmplan.cli.session import Opened, today_of
from fmplan.schedules.expiry import is_contract
from fmplan.schedules.lock import Lock
from fmplan.schedules.past import Past, past_of


def past_named(opened: Opened, thing: str, today: str | None) -> Past:
    """Return the past of what a user named. Raises a usage error for nothing, or for several things."""
    asset, is_registered = _named(opened, thing)
    series = [one for one in opened.series if one.asset.id == asset.id]
    lock, day = opened.lock or Lock(), today_of(opened, today)
    return past_of(opened.estate, asset, series, opened.logbook, day, lock, is_registered=is_registered)


def told(past: Past, format_: str, answer: Answer) -> Iterator[bytes]:
    """Yield the past in one of the forms; only the module of that form is loaded."""
    language = answer.language or past.estate.language
    match format_:
        case "json":
            from fmplan.exports.history.json import as_json

            text = as_json(past, language)
        case "md":
            from fmplan.exports.history.markdown import as_markdown

            text = as_markdown(past, language)
        case "html":
            from fmplan.exports.history.html import as_html

            text = as_html(past, language)
        case _:
            from fmplan.exports.history.table import as_table

            text = as_table(past, language, width(), colour=paints(answer.output))
    yield text.encode("utf-8", "backslashreplace")


def _named(opened: Opened, thing: str) -> tuple[Asset, bool]:
    assets = opened.estate.assets
    if thing in assets:
        return assets[thing], True
    wanted = _bare(thing)
    found = [
        one
        for one in assets.values()
        if thing in one.formerly or wanted in {_bare(number) for number in (one.registration, one.serial) if number}
    ]
    if len(found) == 1:
        return found[0], True
    if found:
        names = listing([one.id for one in found])
        raise typer.BadParameter(f"{thing!r} is written with several assets: {names}", param_hint="ASSET")
    if thing in opened.estate.teams:
        contracts = [one.asset for one in opened.series if one.asset.id == thing and is_contract(one)]
        if contracts:
            return contracts[0], True
    if thing in opened.logbook.assets:
        # What left the register keeps its history.
        return Asset(id=thing, name=thing, class_="", block=opened.estate.block), False
    close = did_you_mean(thing, assets)
    raise typer.BadParameter(
        f"no asset has the id, registration or serial {thing!r}{f': {close}' if close else ''}", param_hint="ASSET"
    )


def _bare(number: str) -> str:
    """Return a number as it is compared: without spaces, signs of full width and half alike, capitals or not."""
    return number.translate(_WIDTHS).replace(" ", "").casefold()


_WIDTHS = {ord("（"): "(", ord("）"): ")", ord("－"): "-", ord("　"): " "}
