"""How hard hypothesis tries here: the same cases on every run, and all of them inside a minute."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "schedules",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=60,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("schedules")
