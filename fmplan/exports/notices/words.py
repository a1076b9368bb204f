"""The words of notices to residents: what they will notice, and what to do about it."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from fmplan.assets.task_form import ImpactType
from fmplan.exports.catalogue import Counted, messages
from fmplan.schedules.notices import Standing


class NoticeWords(Struct, frozen=True):
    """What one language says; a `{}` takes a number, a name or a day.

    `headings` and `advice` go by what residents notice, outages by what is off.
    """

    notice: str
    what: str
    when: str
    hours: str
    about: str
    where: str
    affected: str
    everyone: str
    call: str
    done_by: str
    advice_label: str
    post_on: str
    post_by: str
    own_lead: str
    lead: str
    nothing: str
    standings: dict[Standing, str]
    headings: dict[str, str]
    advice: dict[str, str]
    list_and: str
    list_comma: str
    feed: str
    minutes: str
    whole_hours: Counted
    parts: str


@cache
def notice_words(language: str) -> NoticeWords:
    """Return the words of a language; English for one that has none here."""
    said = messages(language)
    _, p = said.gettext, said.pgettext
    return NoticeWords(
        notice=_("Notice"),
        what=_("What"),
        when=_("When"),
        hours=_("between {} and {}"),
        about=_("takes about {}"),
        where=_("Where"),
        affected=_("For"),
        everyone=_("everyone here"),
        call=_("Questions"),
        done_by=_("Work by"),
        advice_label=_("Please note"),
        post_on=_("post on {}"),
        post_by=_("at the latest on {}"),
        own_lead=_("lead time {}, by the task itself"),
        lead=_("lead time {}, by {}"),
        nothing=_("No notice is to be posted"),
        standings={
            Standing.TOO_LATE: _("Too late for its lead time: tell those affected in person"),
            Standing.HANGS: _("Should hang by now"),
            Standing.POST: _("To be posted"),
            Standing.LATER: _("To be posted later"),
        },
        headings={
            "lift": _("Lift out of service"),
            "water": _("Water will be off"),
            "power": _("Power will be off"),
            "gas": _("Gas will be off"),
            "heating": _("Heating will be off"),
            "network": _("Network will be off"),
            ImpactType.OUTAGE: p("notice", "Out of service"),
            ImpactType.NOISE: _("Noisy work"),
            ImpactType.ALARM: _("Alarms will sound: a test"),
            ImpactType.IMPAIR: _("Fire protection partly off"),
            ImpactType.ACCESS: _("We need access to your rooms"),
            ImpactType.TRAFFIC: _("Ways or parking spaces closed"),
            ImpactType.SMELL: _("Smell from work"),
            ImpactType.WET: _("Wet floors"),
            ImpactType.SPRAY: _("Spraying"),
            ImpactType.CROWD: _("Many people on the premises"),
            "drill": _("Emergency drill"),
        },
        advice={
            "lift": _("Please use another lift or the stairs. If you depend on this lift, call us and we will help."),
            "water": _("Please draw water beforehand, and keep all taps closed until it is back on."),
            "power": _("Please switch off sensitive devices. Lifts and doors may be without power too."),
            "gas": _("Please close the valves of all appliances. Do not relight anything before we say so."),
            "heating": _("Radiators and warm water may stay cold during this time."),
            "network": _("Telephone, internet and intercom may not work during this time."),
            ImpactType.OUTAGE: _("Please plan for this time without it."),
            ImpactType.NOISE: _("We keep the noise as short as we can."),
            ImpactType.ALARM: _(
                "You need not leave during the test. If an alarm sounds at another time, act as in a fire."
            ),
            ImpactType.IMPAIR: _(
                "Please take special care with fire. If you see smoke, call the fire brigade at once."
            ),
            ImpactType.ACCESS: _(
                "Please be at home or leave a key with somebody you trust. Ask our people for their passes."
            ),
            ImpactType.TRAFFIC: _("Please move vehicles beforehand and follow the signs."),
            ImpactType.SMELL: _("Please keep windows to that side closed."),
            ImpactType.WET: _("Please mind the signs: the floor is slippery until it has dried."),
            ImpactType.SPRAY: _(
                "Please close windows, take in laundry, keep children and animals away until it is dry."
            ),
            ImpactType.CROWD: _("There may be more people and noise than usual."),
            "drill": _("Please take part and follow those who lead it. It is a drill, nobody is in danger."),
        },
        list_and=p("names in a list", " and "),
        list_comma=p("names in a list", ", "),
        feed=_("Work that touches residents"),
        minutes=_("{} min"),
        whole_hours=Counted(said, "1 hour", "{} hours"),
        parts=_("{} h {} min"),
    )


def span_said(minutes: float, language: str) -> str:
    """Return a length of time: `45 min`, `1 hour`, `1 h 30 min`."""
    words = notice_words(language)
    hours, rest = divmod(max(1, round(minutes)), 60)
    if not hours:
        return words.minutes.format(rest)
    if not rest:
        return words.whole_hours.of(hours)
    return words.parts.format(hours, rest)
