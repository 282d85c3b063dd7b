"""The first people of an installation, and users proposed from its machine."""

import json
from datetime import datetime

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.access import sight
from dmi.access.acting import Acting
from dmi.access.models.places import Agency, Jurisdiction
from dmi.access.models.users import RoleGrant, User
from dmi.access.user_acts import give_code, make_first_users, propose_user
from dmi.accounts.sessions import actor_for
from dmi.cli.installation import application, fail, working
from dmi.kernel.refusals import Refusal
from dmi.policy.roles import AgencyType, Role
from dmi.policy.states import RoleGrantStatus, UserStatus
from dmi.profiles.models import Setting
from dmi.profiles.profile import load

DETAIL = ("none", "reference_only", "full")


@click.command("init")
@click.option("--place", prompt=True, help="Name of the place.")
@click.option("--code", prompt=True, help="Code of the place, as the profile writes it.")
@click.option("--admin", prompt=True, help="Name of the first administrator.")
@click.option("--manager", prompt=True, help="Name of the first programme manager.")
@click.option("--detail", type=click.Choice(DETAIL), prompt=True, help="Investigative detail kept.")
@click.option("--json", "as_json", is_flag=True, help="Print the codes as JSON.")
def init(place: str, code: str, admin: str, manager: str, detail: str, *, as_json: bool) -> None:
    """Make the first administrator and manager, each with a code that is shown once."""
    app = application()
    with working(app) as session:
        at = app.extensions["dmi_now"]()
        acting = _machinery(app, session, at, place, code)
        office = _agency(acting, place, AgencyType.MUNICIPALITY)
        technical = _agency(acting, place, AgencyType.TECHNICAL)
        try:
            first = make_first_users(
                acting, technical, admin_name=admin, manager_name=manager, manager_agency=office
            )
        except Refusal:
            session.rollback()
            fail("There are users already: the first two are made once only.")
        codes = _codes(acting, first.jurisdiction_id)
        _choose_detail(acting, app.extensions["dmi_settings"].profile, detail)
        session.commit()
    click.echo(json.dumps(codes) if as_json else _shown(codes))


@click.group("user")
def group() -> None:
    """Look after users."""


@group.command("create")
@click.option("--by", "by_name", required=True, help="Sign-in name of the administrator.")
@click.option("--agency", "agency_name", required=True, help="Name of the institution.")
@click.option("--name", required=True, help="Name as it is shown.")
@click.option("--sign-in-name", required=True, help="Name to sign in with.")
def create(by_name: str, agency_name: str, name: str, sign_in_name: str) -> None:
    """Propose a user; the manager confirms on the page and hands over the code."""
    app = application()
    with working(app) as session:
        by = session.scalars(select(User).where(User.sign_in_name == by_name)).one_or_none()
        agency = session.scalars(select(Agency).where(Agency.name == agency_name)).one_or_none()
        if by is None or agency is None or not _administers(session, by):
            fail("No such administrator or institution.")
        if session.scalar(select(User.id).where(User.sign_in_name == sign_in_name)):
            fail("This sign-in name is taken.")
        acting = Acting(
            session,
            actor_for(session, by, Role.SYSTEM_ADMIN),
            app.extensions["dmi_now"](),
            app.extensions["dmi_settings"].profile,
            app.extensions["dmi_zone"],
        )
        session.info[sight.ACTING] = acting
        propose_user(acting, agency, sign_in_name=sign_in_name, display_name=name)
        session.commit()
    click.echo(f"Proposed: {sign_in_name}. A programme manager confirms it.")


def _administers(session: Session, user: User) -> bool:
    query = select(RoleGrant.id).where(
        RoleGrant.user_id == user.id,
        RoleGrant.role == Role.SYSTEM_ADMIN,
        RoleGrant.status == RoleGrantStatus.GRANTED,
    )
    return session.scalar(query) is not None


def _machinery(app: Flask, session: Session, at: datetime, place: str, code: str) -> Acting:
    """Write the place and the user that stands for the clockwork; act as that user."""
    if session.scalar(select(User.id).limit(1)) is not None:
        fail("There are users already: the first two are made once only.")
    profile = app.extensions["dmi_settings"].profile
    home = Jurisdiction(
        code=code,
        name=place,
        region_code=code[:2],
        profile=profile,
        time_zone=app.extensions["dmi_zone"],
        created_at=at,
    )
    home.jurisdiction_id = home.id
    session.add(home)
    session.flush()
    agency = Agency(
        name=f"{place}: dmi",
        agency_type=AgencyType.TECHNICAL,
        home_id=home.id,
        is_active=True,
        created_at=at,
        jurisdiction_id=home.id,
    )
    session.add(agency)
    session.flush()
    clockwork = _clockwork(session, agency, at, profile)
    actor = actor_for(session, clockwork, Role.SCHEDULER)
    acting = Acting(session, actor, at, profile, home.time_zone)
    session.info[sight.ACTING] = acting
    return acting


def _clockwork(session: Session, agency: Agency, at: datetime, profile: str) -> User:
    """Write the user in whose name dated steps are taken; nobody signs in as it."""
    clockwork = User(
        sign_in_name="sys1",
        display_name="dmi",
        agency=agency.id,
        offices=[],
        language=load(profile).language_for(),
        must_change_password=False,
        created_at=at,
        jurisdiction_id=agency.jurisdiction_id,
    )
    clockwork.stand(UserStatus.ACTIVE.value)
    session.add(clockwork)
    session.flush()
    held = RoleGrant(
        user_id=clockwork.id,
        role=Role.SCHEDULER,
        created_at=at,
        jurisdiction_id=agency.jurisdiction_id,
    )
    held.stand(RoleGrantStatus.GRANTED.value)
    session.add(held)
    session.flush()
    return clockwork


def _agency(acting: Acting, place: str, kind: AgencyType) -> Agency:
    name = f"{place} {kind.label}"
    home = acting.by.jurisdiction_ids[0]
    agency = Agency(name=name, agency_type=kind, home_id=home, is_active=True)
    acting.add(agency)
    acting.session.flush()
    return agency


def _codes(acting: Acting, place: object) -> dict[str, str]:
    query = select(User).where(User.jurisdiction_id == place, User.id != acting.by.id)
    users = acting.session.scalars(query.order_by(User.sign_in_name))
    return {user.sign_in_name: give_code(acting, user) for user in users}


def _choose_detail(acting: Acting, profile: str, detail: str) -> None:
    row = Setting(
        name="investigative_detail",
        profile=profile,
        value=detail,
        in_force_from=acting.today,
        set_by_ref=str(acting.by.id),
        approved_on=acting.today,
    )
    acting.add(row)


def _shown(codes: dict[str, str]) -> str:
    lines = [f"{name}: {code}" for name, code in codes.items()]
    return "\n".join(["Codes, shown once; each opens its account once:", *lines])
