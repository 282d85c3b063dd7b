"""Roles at the table, the institutions they come from, and who may not be both."""

from dataclasses import dataclass

from dmi.kernel.words import N_
from dmi.policy.worded import Worded


class AgencyType(Worded):
    """What kind of institution an agency is."""

    MUNICIPALITY = "MUNICIPALITY", N_("Municipality")
    PROSECUTION = "PROSECUTION", N_("Prosecution service")
    POLICE_INVESTIGATIVE = "POLICE_INVESTIGATIVE", N_("Investigative police")
    POLICE_UNIFORMED = "POLICE_UNIFORMED", N_("Uniformed police")
    DEFENCE = "DEFENCE", N_("Public defence")
    SERVICE_PROVIDER = "SERVICE_PROVIDER", N_("Service provider")
    COMMUNITY = "COMMUNITY", N_("Community organisation")
    OVERSIGHT = "OVERSIGHT", N_("Oversight body")
    TECHNICAL = "TECHNICAL", N_("Technical support")


class Role(Worded):
    """What a user is at the table; never a rank."""

    PROGRAMME_MANAGER = "JEF", N_("Programme manager")
    PROSECUTOR = "FIS", N_("Prosecutor")
    POLICE_ANALYST = "POL", N_("Police analyst")
    HANDLER = "HND", N_("Undercover handler")
    DEFENDER = "DEF", N_("Defender")
    COMMUNITY_REP = "COM", N_("Community representative")
    TERRITORIAL_COORDINATOR = "TER", N_("Territorial coordinator")
    OBSERVATORY_ANALYST = "ANA", N_("Observatory analyst")
    SOCIAL_WORKER = "TS", N_("Social worker")
    PSYCHOLOGIST = "PSI", N_("Psychologist")
    JOB_COACH = "LAB", N_("Job coach")
    CLERK = "SEC", N_("Call-in clerk")
    AUDITOR = "AUD", N_("Auditor")
    SYSTEM_ADMIN = "ADM", N_("Technical administrator")
    SCHEDULER = "SYS", N_("Scheduler")


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """What separates one role from the others.

    ``idle_minutes`` is the time after which an idle session of the role ends; 0 = never signs in.
    """

    role: Role
    agency_types: frozenset[AgencyType]
    not_with: frozenset[Role]
    idle_minutes: int

    @property
    def label(self) -> str:
        """Return the msgid of the role."""
        return self.role.label


_EVERYBODY = frozenset(Role) - {Role.SCHEDULER}

_ALSO: dict[Role, frozenset[Role]] = {
    Role.TERRITORIAL_COORDINATOR: frozenset({Role.OBSERVATORY_ANALYST}),
    Role.OBSERVATORY_ANALYST: frozenset({Role.TERRITORIAL_COORDINATOR}),
    Role.SOCIAL_WORKER: frozenset({Role.JOB_COACH}),
    Role.JOB_COACH: frozenset({Role.SOCIAL_WORKER}),
}


def _facts(role: Role, idle_minutes: int, *agency_types: AgencyType) -> RoleFacts:
    """Return the row of a signed-in role: it joins no other role but those of ``_ALSO``."""
    joins = _ALSO.get(role, frozenset())
    return RoleFacts(role, frozenset(agency_types), _EVERYBODY - {role} - joins, idle_minutes)


_ROWS: tuple[RoleFacts, ...] = (
    _facts(Role.PROGRAMME_MANAGER, 30, AgencyType.MUNICIPALITY),
    _facts(Role.PROSECUTOR, 15, AgencyType.PROSECUTION),
    _facts(Role.POLICE_ANALYST, 15, AgencyType.POLICE_INVESTIGATIVE, AgencyType.POLICE_UNIFORMED),
    _facts(Role.HANDLER, 15, AgencyType.POLICE_INVESTIGATIVE, AgencyType.POLICE_UNIFORMED),
    _facts(Role.DEFENDER, 30, AgencyType.DEFENCE),
    _facts(Role.COMMUNITY_REP, 30, AgencyType.COMMUNITY),
    _facts(Role.TERRITORIAL_COORDINATOR, 30, AgencyType.MUNICIPALITY),
    _facts(Role.OBSERVATORY_ANALYST, 30, AgencyType.MUNICIPALITY),
    _facts(Role.SOCIAL_WORKER, 30, AgencyType.MUNICIPALITY, AgencyType.SERVICE_PROVIDER),
    _facts(Role.PSYCHOLOGIST, 30, AgencyType.MUNICIPALITY, AgencyType.SERVICE_PROVIDER),
    _facts(Role.JOB_COACH, 30, AgencyType.MUNICIPALITY, AgencyType.SERVICE_PROVIDER),
    _facts(Role.CLERK, 30, AgencyType.MUNICIPALITY),
    _facts(Role.AUDITOR, 30, AgencyType.OVERSIGHT),
    _facts(Role.SYSTEM_ADMIN, 30, AgencyType.TECHNICAL),
    RoleFacts(Role.SCHEDULER, frozenset({AgencyType.TECHNICAL}), frozenset(), 0),
)

ROLE_FACTS: dict[Role, RoleFacts] = {facts.role: facts for facts in _ROWS}
