"""One plan, or those of several estates that are to be told as one answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from fmplan.schedules.plan import Plan

Plans: TypeAlias = Plan | Sequence[Plan]
"""A plan of one estate, or a portfolio: several, in the order they are told in."""


def each(plans: Plans) -> Sequence[Plan]:
    """Return the plans one by one, also where it is only one."""
    return (plans,) if isinstance(plans, Plan) else plans


def language_of(plan: Plan, language: str | None) -> str:
    """Return the language a plan is told in: the one asked for, else the estate's own."""
    return language or plan.estate.language
