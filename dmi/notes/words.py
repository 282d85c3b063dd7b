"""Closed lists of the session page."""

from dmi.kernel.words import N_
from dmi.policy.roles import Role
from dmi.policy.worded import Worded
from dmi.support.words import Discipline

DISCIPLINES = {
    Role.SOCIAL_WORKER: Discipline.SOCIAL,
    Role.PSYCHOLOGIST: Discipline.PSYCHOLOGY,
    Role.JOB_COACH: Discipline.JOB,
}


class Held(Worded):
    """Whether a session was held."""

    YES = "YES", N_("Yes")
    NO = "NO", N_("No")
