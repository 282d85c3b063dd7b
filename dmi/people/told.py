"""Which stages of a way are kept from a role: what it is told instead is that the way goes on."""

from collections.abc import Mapping

from dmi.kernel.words import N_
from dmi.policy.roles import Role
from dmi.policy.states import Stage

LATER = N_("Later")
_UP_TO_THE_EVIDENCE = frozenset(
    {Stage.NOMINATED, Stage.IDENTIFIED, Stage.BUILDING, Stage.EVIDENCE_READY}
)
_AFTER_THE_MEETING = frozenset(
    {
        Stage.OFFERED,
        Stage.ENROLLED,
        Stage.ACTIVE,
        Stage.PAUSED,
        Stage.DECLINED,
        Stage.DESISTING,
        Stage.GRADUATED,
        Stage.WITHDRAWN,
        Stage.TERMINATED,
        Stage.LEFT,
    }
)
_KEPT_FROM: Mapping[Role, frozenset[Stage]] = {
    # The police do not learn who was enrolled, declined or left.
    Role.POLICE_ANALYST: _AFTER_THE_MEETING,
    # Who gathered the evidence learns nothing of a decision (U2).
    Role.HANDLER: frozenset(Stage) - _UP_TO_THE_EVIDENCE,
}


def kept_from(role: Role) -> frozenset[Stage]:
    """Return the stages that a role may not tell apart."""
    return _KEPT_FROM.get(role, frozenset())


def stage_words(role: Role, stage: Stage) -> str:
    """Return the msgid of a stage as a role may know it."""
    return LATER if stage in kept_from(role) else str(stage.label)
