"""The invented staff of the demo: who works where, under which sign-in name."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.access.acting import Acting, Actor
from dmi.access.approvals import confirm, propose
from dmi.access.codes import hash_secret
from dmi.access.models.places import Agency, Jurisdiction
from dmi.access.models.users import RoleGrant, User
from dmi.access.words import Office
from dmi.accounts.sessions import actor_for
from dmi.kernel.local_time import local_day
from dmi.policy.roles import AgencyType, Role
from dmi.policy.states import RoleGrantStatus, UserStatus
from dmi.store.base import Record

PASSWORD = "tres gatos miran el canal"  # noqa: S105 - printed by the demo, holds nothing real
NAME, CODE, REGION = "Las Condes", "13114", "13"

Row = TypeVar("Row", bound=Record)


@dataclass(frozen=True, slots=True)
class Member:
    """One invented user."""

    sign_in_name: str
    role: Role
    agency: str
    name: str
    post: str
    offices: tuple[Office, ...] = ()


AGENCIES = {
    "city": (AgencyType.MUNICIPALITY, "Municipalidad de Las Condes"),
    "prosecution": (AgencyType.PROSECUTION, "Fiscalía Local de Las Condes"),
    "police": (AgencyType.POLICE_INVESTIGATIVE, "Brigada Microtráfico Cero"),
    "defence": (AgencyType.DEFENCE, "Defensoría Local Oriente"),
    "neighbours": (AgencyType.COMMUNITY, "Junta de Vecinos Colón Oriente"),
    "oversight": (AgencyType.OVERSIGHT, "Contraloría del programa"),
    "technical": (AgencyType.TECHNICAL, "Soporte técnico"),
}

STAFF = (
    Member(
        "fis1",
        Role.PROSECUTOR,
        "prosecution",
        "Ana Modelo Ríos",
        "Fiscal adjunta",
        (Office.SIGNATORY, Office.CERTIFIER),
    ),
    Member("fis2", Role.PROSECUTOR, "prosecution", "Lucas Bosquejo Vial", "Fiscal adjunto"),
    Member(
        "fis3",
        Role.PROSECUTOR,
        "prosecution",
        "Irma Trazo Vega",
        "Fiscal regional",
        (Office.REGIONAL_PROSECUTOR,),
    ),
    Member("def1", Role.DEFENDER, "defence", "Mila Alegato Rey", "Defensora pública"),
    Member("pol1", Role.POLICE_ANALYST, "police", "Raúl Prueba Leiva", "Analista"),
    Member("pol2", Role.POLICE_ANALYST, "police", "Eva Croquis Soto", "Analista"),
    Member("hnd1", Role.HANDLER, "police", "Omar Caso Bravo", "Oficial a cargo"),
    Member(
        "ts1",
        Role.SOCIAL_WORKER,
        "city",
        "Julia Demo Paz",
        "Trabajadora social",
        (Office.ON_CALL_SUPERVISOR,),
    ),
    Member("ts2", Role.SOCIAL_WORKER, "city", "Hugo Bosque Lira", "Trabajador social"),
    Member("psi1", Role.PSYCHOLOGIST, "city", "Nora Teórica Gil", "Psicóloga"),
    Member("lab1", Role.JOB_COACH, "city", "Beto Esquema Luz", "Gestor laboral"),
    Member("sec1", Role.CLERK, "city", "Iris Maqueta Luna", "Encargada de reuniones"),
    Member("ter1", Role.TERRITORIAL_COORDINATOR, "city", "Ciro Plano Vera", "Coordinador"),
    Member(
        "com1",
        Role.COMMUNITY_REP,
        "neighbours",
        "Tita Relato Paz",
        "Presidenta",
        (Office.MODERATOR,),
    ),
    Member(
        "jef1",
        Role.PROGRAMME_MANAGER,
        "city",
        "Paula Diseño Toro",
        "Jefa de programa",
        (Office.DIRECTOR, Office.SIGNATORY, Office.MODERATOR),
    ),
    Member(
        "jef2",
        Role.PROGRAMME_MANAGER,
        "city",
        "Gael Ensayo Mora",
        "Subjefe de programa",
        (Office.DEPUTY,),
    ),
    Member("ana1", Role.OBSERVATORY_ANALYST, "city", "Leo Boceto Mena", "Analista"),
    Member("aud1", Role.AUDITOR, "oversight", "Vera Control Ossa", "Auditora"),
    Member("adm1", Role.SYSTEM_ADMIN, "technical", "Teo Ajuste Paz", "Administrador"),
    Member("sys1", Role.SCHEDULER, "technical", "Agenda del sistema", "Proceso"),
)


@dataclass(slots=True)
class Stage:
    """Where the demo plays: its place, its staff, and a clock that the script moves."""

    session: Session
    place: Jurisdiction
    at: datetime
    profile: str = "cl"
    users: dict[str, User] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Return the local day of the script."""
        return local_day(self.at, self.place.time_zone)

    def acting(self, name: str) -> Acting:
        """Return a member of the staff acting at the moment of the script."""
        acting = Acting(
            self.session,
            self.actor(name),
            self.at,
            self.profile,
            self.place.time_zone,
            is_demo=True,
        )
        self.session.info[sight.ACTING] = acting
        return acting

    def actor(self, name: str) -> Actor:
        """Return a member of the staff as just signed in."""
        known = self._actors.get(name)
        if known is None:  # nobody changes their post in the demo: each is looked up once
            known = actor_for(self.session, self.users[name], self.roles[name])
            self._actors[name] = known
        return replace(known, stepped_up_at=self.at)

    def both(self, first: str, second: str, key: str, row: Record, **fields: Any) -> Any:
        """Let one member propose a step and another confirm it."""
        asked = propose(self.acting(first), key, row, **fields)
        proposer = self.actor(first)
        self.move(minutes=5)
        return confirm(self.acting(second), asked, proposer, row, **fields)

    def reach(self, at: datetime) -> None:
        """Let time pass until a moment, unless it has passed."""
        self.at = max(self.at, at)

    def move(self, **span: float) -> None:
        """Let time pass."""
        self.at += timedelta(**span)

    def place_row(self, row: Row) -> Row:
        """Write a row of the gate itself, before anybody can act."""
        row.jurisdiction_id = self.place.id
        row.created_at = self.at
        self.session.add(row)
        self.session.flush()
        return row


def found_place(session: Session, at: datetime) -> Stage:
    """Write the comuna, its institutions and its staff."""
    place = Jurisdiction(
        code=CODE,
        name=NAME,
        region_code=REGION,
        profile="cl",
        time_zone="America/Santiago",
        created_at=at,
    )
    place.jurisdiction_id = place.id
    session.add(place)
    session.flush()
    stage = Stage(session, place, at)
    agencies = {
        key: stage.place_row(Agency(name=name, agency_type=kind, home_id=place.id, is_active=True))
        for key, (kind, name) in AGENCIES.items()
    }
    password = hash_secret(PASSWORD)
    for member in STAFF:
        _employ(stage, member, agencies[member.agency], password)
    stage.users["jef1"].deputy_id = stage.users["jef2"].id
    session.flush()
    return stage


def _employ(stage: Stage, member: Member, agency: Agency, password: str) -> None:
    signs_in = member.role is not Role.SCHEDULER
    user = User(
        sign_in_name=member.sign_in_name,
        display_name=member.name,
        agency=agency.id,
        offices=[str(office) for office in member.offices],
        post=member.post,
        language="es",
        training_done_on=stage.at.date(),
        password_hash=password if signs_in else None,
        must_change_password=False,
    )
    user.stand(UserStatus.ACTIVE)
    stage.place_row(user)
    grant = RoleGrant(user_id=user.id, role=member.role, granted_on=stage.at.date())
    grant.stand(RoleGrantStatus.GRANTED)
    stage.place_row(grant)
    stage.users[member.sign_in_name] = user
    stage.roles[member.sign_in_name] = member.role
