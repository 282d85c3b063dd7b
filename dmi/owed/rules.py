"""Which source a task has and who may ask for which long work: pure rules."""

from datetime import timedelta

from dmi.owed.words import TaskSource, WorkType
from dmi.policy.roles import Role

LEASE = timedelta(minutes=10)
MOST_TRIES = 3

SOURCE_OF_TABLE = {
    "meetings": TaskSource.CALLIN,
    "listings": TaskSource.CALLIN,
    "letters": TaskSource.CALLIN,
    "agreements": TaskSource.AGREEMENT,
    "reviews": TaskSource.REVIEW,
    "check_ins": TaskSource.CHECK_IN,
    "banked_cases": TaskSource.CASE,
}

WORK_OF_ROLE = {
    WorkType.LETTER_BATCH: frozenset({Role.CLERK, Role.PROGRAMME_MANAGER, Role.PROSECUTOR}),
    WorkType.HOT_SPOTS: frozenset(
        {Role.OBSERVATORY_ANALYST, Role.TERRITORIAL_COORDINATOR, Role.PROGRAMME_MANAGER}
    ),
    WorkType.IMPORT: frozenset(
        {
            Role.OBSERVATORY_ANALYST,
            Role.POLICE_ANALYST,
            Role.TERRITORIAL_COORDINATOR,
            Role.PROGRAMME_MANAGER,
        }
    ),
    WorkType.EVALUATION: frozenset({Role.OBSERVATORY_ANALYST}),
}


def source_of(table: str) -> TaskSource:
    """Return where a task about a row of this table comes from."""
    return SOURCE_OF_TABLE.get(table, TaskSource.MANUAL)


def may_ask(role: Role, kind: WorkType) -> bool:
    """Tell whether a role may ask for this kind of long work."""
    return role is Role.SCHEDULER or role in WORK_OF_ROLE.get(kind, frozenset())


def per_cent(done: int, total: int | None) -> int:
    """Return how much of the work is done."""
    return done * 100 // total if total else 0
