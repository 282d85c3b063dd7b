"""Fifteen roles by forty-three classes: who may see and write what; what is not said is denied."""

from dmi.policy.classes import DataClass
from dmi.policy.permissions import (
    auditor,
    clerk,
    community_rep,
    defender,
    handler,
    job_coach,
    observatory_analyst,
    police_analyst,
    programme_manager,
    prosecutor,
    psychologist,
    scheduler,
    social_worker,
    system_admin,
    territorial_coordinator,
)
from dmi.policy.rights import NOTHING, Access, Condition, Right
from dmi.policy.roles import Role

__all__ = ["Access", "Condition", "Right", "right"]

_RIGHTS: dict[Role, dict[DataClass, Right]] = {
    Role.PROGRAMME_MANAGER: programme_manager.RIGHTS,
    Role.PROSECUTOR: prosecutor.RIGHTS,
    Role.POLICE_ANALYST: police_analyst.RIGHTS,
    Role.HANDLER: handler.RIGHTS,
    Role.DEFENDER: defender.RIGHTS,
    Role.COMMUNITY_REP: community_rep.RIGHTS,
    Role.TERRITORIAL_COORDINATOR: territorial_coordinator.RIGHTS,
    Role.OBSERVATORY_ANALYST: observatory_analyst.RIGHTS,
    Role.SOCIAL_WORKER: social_worker.RIGHTS,
    Role.PSYCHOLOGIST: psychologist.RIGHTS,
    Role.JOB_COACH: job_coach.RIGHTS,
    Role.CLERK: clerk.RIGHTS,
    Role.AUDITOR: auditor.RIGHTS,
    Role.SYSTEM_ADMIN: system_admin.RIGHTS,
    Role.SCHEDULER: scheduler.RIGHTS,
}


def right(role: Role, data_class: DataClass) -> Right:
    """Return what ``role`` may do with ``data_class``."""
    return _RIGHTS[role].get(data_class, NOTHING)
