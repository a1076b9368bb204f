"""How hard hypothesis tries here: the same cases on every run, and all of them inside a minute.

HYPOTHESIS_PROFILE=shrinking also makes the smallest register of a case that fails, which may take minutes.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "schedules",
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=40,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile("shrinking", parent=settings.get_profile("schedules"), phases=list(Phase))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "schedules"))
