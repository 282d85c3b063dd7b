"""Who may open what in an emergency and who judges it; when a person's data must go: pure rules."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dmi.kernel.calendar import add_months
from dmi.policy.classes import DataClass
from dmi.policy.matrix import right
from dmi.policy.roles import Role
from dmi.policy.states import Stage
from dmi.privacy.words import RetentionRule

SHORTEST_REASON = 30
"""Characters; security.md 3, entities.csv BreakGlass.reason."""

QUOTA_DAYS = 30
"""The span over which the setting break_glass_quota counts."""

REVIEWERS = frozenset({Role.PROGRAMME_MANAGER, Role.AUDITOR})
LISTERS = frozenset({Role.PROGRAMME_MANAGER, Role.AUDITOR, Role.PROSECUTOR})
"""Who reads what is about to be erased: the two who sign, and the prosecutor who may hold it."""

NAMED = frozenset({Stage.NOMINATED, Stage.IDENTIFIED, Stage.REMOVED, Stage.YOUTH})
NEVER_MET = frozenset({Stage.REMOVED, Stage.NOT_SERVED})
UNDECIDED = frozenset({Stage.BUILDING, Stage.EVIDENCE_READY, Stage.IN_REVIEW, Stage.DISPUTED})
AWAY = frozenset({Stage.DECLINED, Stage.NO_SHOW, Stage.LEFT})
ENDED = frozenset({Stage.GRADUATED, Stage.DESISTING, Stage.WITHDRAWN, Stage.TERMINATED})
WITH_A_CLOCK = NAMED | NEVER_MET | UNDECIDED | AWAY | ENDED | {Stage.PROSECUTION}
IDENTIFIERS_MONTHS = 12
"""Months after the end; settings.csv retention_participant_years: the shorter wins."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of a person as its clocks see it.

    Attributes:
        since: the day on which the stage was reached.
        purge_on: the day that nomination or removal set.
        limitation_on: the newest limitation date of its case.
    """

    stage: Stage
    nominated_on: date
    since: date
    purge_on: date | None = None
    charged_on: date | None = None
    limitation_on: date | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """The retention times of the place: months, and years where it says so."""

    nominee: int
    stub: int
    declined: int
    participant_years: int
    investigative_years: int


Due = tuple[date, RetentionRule]


def openable(role: Role) -> tuple[DataClass, ...]:
    """Return the classes that the permission table lets danger open to a role."""
    return tuple(one for one in DataClass if right(role, one).break_glass)


MAY_OPEN = frozenset(role for role in Role if openable(role))


def review_by(started_at: datetime, hours: int) -> datetime:
    """Return until when somebody else must have judged it."""
    return started_at + timedelta(hours=hours)


def clock(way: Way, terms: Terms) -> Due | None:
    """Return when one way must be erased and why; nothing while it is still walked (C60).

    Where several times run, the shorter for the person wins (decisions 9.20).
    """
    stage = way.stage
    running: list[tuple[date | None, RetentionRule]] = []
    if stage in NAMED:
        running.append((way.purge_on, RetentionRule.NOMINEE))
    if stage in NEVER_MET:
        running.append((add_months(way.since, terms.nominee), RetentionRule.NOMINEE))
    if stage in UNDECIDED:
        absolute = add_months(way.nominated_on, 12 * terms.investigative_years)
        running.append((absolute, RetentionRule.INVESTIGATION))
    if stage is Stage.PROSECUTION:
        charged = way.charged_on or way.since
        running.append((add_months(charged, terms.stub), RetentionRule.STUB))
    if stage in AWAY:
        running.append((add_months(way.since, terms.declined), RetentionRule.DECLINED))
        running.append((way.limitation_on, RetentionRule.DECLINED))
    if stage in ENDED:
        months = min(IDENTIFIERS_MONTHS, 12 * terms.participant_years)
        running.append((add_months(way.since, months), RetentionRule.PARTICIPANT))
    return min(((day, rule) for day, rule in running if day is not None), default=None)


def last_of(clocks: list[Due | None]) -> Due | None:
    """Return when a person's data must go: one key seals all ways, so the last one decides."""
    if not clocks or None in clocks:
        return None
    return max(one for one in clocks if one is not None)
