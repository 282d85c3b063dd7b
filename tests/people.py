"""A comuna with its institutions and one invented user of every role (and a second of some)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session

from dmi.access.acting import Acting, Actor
from dmi.access.models.places import Agency, Jurisdiction
from dmi.access.models.users import RoleGrant, User
from dmi.accounts.sessions import actor_for
from dmi.policy.roles import AgencyType, Role
from dmi.policy.states import RoleGrantStatus, UserStatus
from dmi.profiles.examples import seed_examples
from dmi.profiles.papers import seed_texts
from dmi.profiles.profile import load

AGENCY_OF = {
    Role.PROSECUTOR: AgencyType.PROSECUTION,
    Role.POLICE_ANALYST: AgencyType.POLICE_INVESTIGATIVE,
    Role.HANDLER: AgencyType.POLICE_INVESTIGATIVE,
    Role.DEFENDER: AgencyType.DEFENCE,
    Role.COMMUNITY_REP: AgencyType.COMMUNITY,
    Role.AUDITOR: AgencyType.OVERSIGHT,
    Role.SYSTEM_ADMIN: AgencyType.TECHNICAL,
    Role.SCHEDULER: AgencyType.TECHNICAL,
}
SECOND = (Role.PROSECUTOR, Role.POLICE_ANALYST, Role.SOCIAL_WORKER, Role.PROGRAMME_MANAGER)


@dataclass
class Town:
    """One jurisdiction with its users; ``acting("FIS")`` acts as its prosecutor."""

    session: Session
    clock: Callable[[], datetime]
    place: Jurisdiction
    users: dict[str, User] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Return the user ``fis1``, ``fis2``, ``pol1`` ... as an actor."""
        actor = actor_for(self.session, self.users[name], self.roles[name])
        return Actor(**{**_parts(actor), "stepped_up_at": self.clock()})

    def acting(self, name: str) -> Acting:
        """Return that user acting now in the test's session."""
        acting = Acting(
            self.session,
            self.actor(name),
            self.clock(),
            self.place.profile,
            self.place.time_zone,
            is_demo=True,
        )
        self.session.info["acting"] = acting
        return acting


def found_town(
    session: Session, clock: Callable[[], datetime], code: str = "13114", profile: str = "cl"
) -> Town:
    """Write a place, its institutions and its users straight into the database."""
    now, law = clock(), load(profile)
    place = Jurisdiction(
        code=code,
        name=f"{law.terms.area} {code}",
        region_code=code[:2],
        profile=profile,
        time_zone=law.time_zone,
        created_at=now,
    )
    place.jurisdiction_id = place.id
    session.add(place)
    session.flush()
    town = Town(session, clock, place)
    agencies = {kind: an_agency(session, place, kind, now) for kind in AgencyType}
    for role in Role:
        for number in (1, 2) if role in SECOND else (1,):
            kind = AGENCY_OF.get(role, AgencyType.MUNICIPALITY)
            name = f"{role.value.lower()}{number}"
            user = a_user(session, agencies[kind], f"{name}.{code}", role, now)
            user.language = law.language_for()
            town.users[name] = user
            town.roles[name] = role
    seed_examples(session, profile, now.date() - timedelta(days=365), now)
    seed_texts(session, profile, now)
    session.commit()
    return town


def town_of(session: Session, clock: Callable[[], datetime], code: str = "13114") -> Town:
    """Return a founded town as it stands in the database."""
    event.listen(session, "after_begin", _as_the_login)
    place = session.scalars(select(Jurisdiction).where(Jurisdiction.code == code)).one()
    town = Town(session, clock, place)
    users = select(User, RoleGrant.role).join(RoleGrant, RoleGrant.user_id == User.id)
    for user, role in session.execute(users.where(User.jurisdiction_id == place.id)):
        name = user.sign_in_name.removesuffix(f".{code}")
        town.users[name], town.roles[name] = user, role
    return town


def _as_the_login(_session: Session, _transaction: object, connection: Connection) -> None:
    """Let a test's own session look into every table, also those that nobody's request may."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL ROLE NONE")


def an_agency(session: Session, place: Jurisdiction, kind: AgencyType, now: datetime) -> Agency:
    """Write one institution of a place."""
    agency = Agency(
        name=f"{kind.value.title()} {place.code}",
        agency_type=kind,
        home_id=place.id,
        is_active=True,
        created_at=now,
        jurisdiction_id=place.id,
    )
    session.add(agency)
    session.flush()
    return agency


def a_user(session: Session, agency: Agency, name: str, role: Role, now: datetime) -> User:
    """Write one user of an institution who holds one role."""
    user = User(
        sign_in_name=name,
        display_name=f"Prueba {name}",
        agency=agency.id,
        offices=[],
        post=f"Cargo {role.value}",
        status=UserStatus.ACTIVE,
        language="es",
        must_change_password=False,
        created_at=now,
        jurisdiction_id=agency.jurisdiction_id,
    )
    session.add(user)
    session.flush()
    grant = RoleGrant(
        id=uuid4(),
        user_id=user.id,
        role=role,
        status=RoleGrantStatus.GRANTED,
        granted_on=now.date(),
        created_at=now,
        jurisdiction_id=agency.jurisdiction_id,
    )
    session.add(grant)
    session.flush()
    return user


def _parts(actor: Actor) -> dict[str, object]:
    return {name: getattr(actor, name) for name in actor.__dataclass_fields__}
