"""Who may open what in an emergency, and who judges it afterwards: pure rules."""

from datetime import datetime, timedelta

from dmi.policy.classes import DataClass
from dmi.policy.matrix import right
from dmi.policy.roles import Role

SHORTEST_REASON = 30
"""Characters; security.md 3, entities.csv BreakGlass.reason."""

QUOTA_DAYS = 30
"""The span over which the setting break_glass_quota counts."""

REVIEWERS = frozenset({Role.PROGRAMME_MANAGER, Role.AUDITOR})


def openable(role: Role) -> tuple[DataClass, ...]:
    """Return the classes that the permission table lets danger open to a role."""
    return tuple(one for one in DataClass if right(role, one).break_glass)


MAY_OPEN = frozenset(role for role in Role if openable(role))


def review_by(started_at: datetime, hours: int) -> datetime:
    """Return until when somebody else must have judged it."""
    return started_at + timedelta(hours=hours)
