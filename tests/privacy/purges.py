"""What the tests of the purge share: somebody whose time is over, and the way to the erasing."""

from datetime import date, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.approvals import confirm, propose
from dmi.jobs.schedule import run_job
from dmi.people.models.pathway import Nomination, Pathway
from dmi.people.models.person import Address, IdentityDocument
from dmi.people.queries import document_index, run_index
from dmi.people.words import InformationGrade, SourceGrade, SourceType
from dmi.policy.states import Stage
from dmi.privacy.acts import purging
from dmi.privacy.models import PurgeRun
from dmi.profiles.words import DocumentKind
from tests.builders import placed, somebody
from tests.conftest import Clock
from tests.pages import sign_in
from tests.people import Town

RUN = "12345678-5"
WORDS = "palabra-reservada"
"""Typed into every plain field: after the purge no file of the installation may hold it."""
REASON = "The prosecution needs this record for an inquiry that is open."


def gone_by(town: Town, stage: Stage = Stage.REMOVED, surname: str = "Muestra") -> Pathway:
    """Write somebody who was taken off the list and whose time ran out yesterday."""
    pathway = somebody(town, stage, surname)
    person = pathway.person
    pathway.purge_on = town.clock().date() - timedelta(days=1)
    person.run, person.run_index = RUN, run_index(RUN)
    person.phone = "+56 9 1234 5678"
    nomination = Nomination(
        pathway_id=pathway.id,
        source_type=next(iter(SourceType)),
        source_grade=next(iter(SourceGrade)),
        information_grade=next(iter(InformationGrade)),
        is_anonymous=False,
        place=f"Esquina {WORDS}",
        observed_on=date(2025, 5, 4),
        suspicion_basis=f"Se vio {WORDS} tres veces en la misma esquina de siempre.",
        purpose_note=WORDS,
        recorded_by_id=town.users["pol1"].id,
        key_ref=person.id,
    )
    placed(town, nomination, pathway)
    document = IdentityDocument(
        person_id=person.id,
        kind=DocumentKind.RUN,
        number=RUN,
        number_index=document_index(RUN),
        is_verified=False,
        key_ref=person.id,
    )
    placed(town, document, pathway)
    address = Address(
        person_id=person.id,
        line="Pasaje Inventado 12",
        municipality_id=town.place.id,
        recorded_at=town.clock(),
        source=WORDS,
        key_ref=person.id,
    )
    placed(town, address, pathway)
    town.session.commit()
    return pathway


def job(app: Flask, town: Town, key: str) -> int:
    """Let the clockwork take one dated step now."""
    town.session.commit()
    done = run_job(app, key, town.clock())
    town.session.expire_all()
    town.session.info["acting"] = None
    return done


def the_run(town: Town) -> PurgeRun:
    """Return the one purge that stands in the database."""
    town.session.rollback()
    town.session.expire_all()
    town.session.info["acting"] = None
    return town.session.scalars(select(PurgeRun)).one()


def listed(app: Flask, town: Town) -> PurgeRun:
    """Let the clockwork list who is due."""
    assert job(app, town, "X.list_for_purge") == 1
    return the_run(town)


def proposed(app: Flask, town: Town) -> PurgeRun:
    """Look through the list and propose it as the manager."""
    run = listed(app, town)
    purging.look_through(town.acting("jef1"), run)
    purging.propose_purge(town.acting("jef1"), run)
    town.session.commit()
    return run


def ordered(app: Flask, town: Town) -> PurgeRun:
    """Let manager and auditor order it together."""
    run = proposed(app, town)
    two_sign(town, run)
    town.session.commit()
    return run


def two_sign(town: Town, run: PurgeRun, first: str = "jef1", second: str = "aud1") -> Any:
    """Let one user ask for the order and another confirm it."""
    approval = propose(town.acting(first), "X.confirm_purge", run)
    return confirm(town.acting(second), approval, town.actor(first), run)


def erased(app: Flask, town: Town, clock: Clock) -> PurgeRun:
    """Order it, let the days pass, and let the clockwork erase."""
    ordered(app, town)
    clock.move(days=7)
    assert job(app, town, "X.execute_purge") == 1
    return the_run(town)


def gets(client: FlaskClient, town: Town, user: str, path: str) -> tuple[int, str]:
    """Return how an address answers somebody, and what it says in one line."""
    sign_in(client, town, user)
    answer = client.get(path)
    return answer.status_code, " ".join(answer.get_data(as_text=True).split())
