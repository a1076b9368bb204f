"""What is wrong with a register whose files read well: one file for each rule, its docstring its page.

`RULES` names the module of each rule by the code of its findings. A module is loaded when its rule is asked
for and offers `SEVERITY` and `check(situation) -> Iterator[Finding]`.
"""

from typing import Final

RULES: Final = {
    "ages-past": "fmplan.checks.ages_past",
    "certificate-task": "fmplan.checks.certificate_task",
    "country-part": "fmplan.checks.country_part",
    "covers-nothing-smaller": "fmplan.checks.covers_nothing_smaller",
    "edited-days-off": "fmplan.checks.edited_days_off",
    "edited-lock": "fmplan.checks.edited_lock",
    "endless-waiver": "fmplan.checks.endless_waiver",
    "idle-key": "fmplan.checks.idle_key",
    "idle-location": "fmplan.checks.idle_location",
    "idle-schedule": "fmplan.checks.idle_schedule",
    "laxer-than-rule": "fmplan.checks.laxer_than_rule",
    "life-backwards": "fmplan.checks.life_backwards",
    "life-over": "fmplan.checks.life_over",
    "never-falls": "fmplan.checks.never_falls",
    "newer-edition": "fmplan.checks.newer_edition",
    "no-address": "fmplan.checks.no_address",
    "no-hours": "fmplan.checks.no_hours",
    "no-lock": "fmplan.checks.no_lock",
    "no-recipient": "fmplan.checks.no_recipient",
    "not-pinned": "fmplan.checks.not_pinned",
    "stale-last": "fmplan.checks.stale_last",
    "tight-cap": "fmplan.checks.tight_cap",
    "unknown-asset": "fmplan.checks.unknown_asset",
    "unknown-class": "fmplan.checks.unknown_class",
    "unknown-fact-value": "fmplan.checks.unknown_fact_value",
    "unknown-holiday": "fmplan.checks.unknown_holiday",
    "unnamed-pack": "fmplan.checks.unnamed_pack",
    "was-order": "fmplan.checks.was_order",
    "withdrawn-task": "fmplan.checks.withdrawn_task",
}
