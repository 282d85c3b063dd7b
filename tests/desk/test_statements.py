"""The desk asks the database as often for fifty rows as for one (decisions 9.17)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from dmi.access.models.records import Move
from dmi.owed.acts import open_task
from dmi.owed.words import TaskKind
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import PersonToken
from dmi.policy.classes import DataClass
from dmi.policy.matrix import Condition
from dmi.policy.roles import Role
from dmi.policy.states import CohortStage, Stage
from dmi.store.database import db
from dmi.store.tokens import name_tokens
from dmi.territory.models.cohort import Cohort
from tests.builders import a_cohort, a_pathway, assign, open_to, placed
from tests.desk.signing import enter
from tests.people import Town

SIZES = (1, 10, 50)
COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE")


@contextmanager
def counted() -> Iterator[list[str]]:
    """Count what is asked of the database."""
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(COUNTED):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(db.engine, "before_cursor_execute", note)


def grow(town: Town, cohort: Cohort, before: int, size: int) -> list[Pathway]:
    """Bring the number of people from ``before`` to ``size``."""
    made = []
    for number in range(before, size):
        pathway = a_pathway(town, cohort, Stage.ATTENDED, f"Num{number:02}")
        for name in ("ts1", "fis1"):
            assign(town, name, pathway)
        open_to(town, "ts1", pathway, Condition.FROM_ATTENDANCE)
        tokens = name_tokens(f"Num{number:02}", "Comun")
        town.session.add_all(PersonToken(token=t, person_id=pathway.person_id) for t in tokens)
        made.append(pathway)
    town.session.flush()
    acting = town.acting("jef1")
    for pathway in made:
        open_task(
            acting,
            pathway,
            kind=TaskKind.TASK,
            text="Llamar",
            due_on=acting.today + timedelta(days=2),
            owner_id=town.users["ts1"].id,
        )
    town.session.commit()
    return made


def asked_for(client: FlaskClient, address: str) -> int:
    client.get(address)
    with counted() as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("user", ["ts1", "fis1", "jef1", "pol1", "sec1", "def1"])
def test_home_stays_within_its_statements(
    app: Flask, town: Town, client: FlaskClient, user: str
) -> None:
    cohort = a_cohort(town, CohortStage.CALLIN_DONE)
    counts = []
    for before, size in zip((0, *SIZES), SIZES, strict=False):
        grow(town, cohort, before, size)
        enter(client, town, user)
        counts.append(asked_for(client, "/"))
    assert counts[0] <= 15, counts
    assert len(set(counts)) == 1, counts


@pytest.mark.parametrize("user", ["ts1", "fis1", "pol1", "jef1"])
def test_lists_stay_within_their_statements(
    app: Flask, town: Town, client: FlaskClient, user: str
) -> None:
    cohort = a_cohort(town, CohortStage.CALLIN_DONE)
    counts: dict[str, list[int]] = {}
    for before, size in zip((0, *SIZES), SIZES, strict=False):
        grow(town, cohort, before, size)
        enter(client, town, user)
        for address in ("/pathways", "/cohorts", f"/cohorts/{cohort.id}/board"):
            if user == "ts1" and address != "/pathways":
                continue
            counts.setdefault(address, []).append(asked_for(client, address))
        found = client.post("/search", data={"words": "comun"}).location
        counts.setdefault("/search", []).append(asked_for(client, found))
    for address, each in counts.items():
        assert each[0] <= 6, (address, each)
        assert len(set(each)) == 1, (address, each)


@pytest.mark.parametrize("user", ["fis1", "ts1", "pol1", "jef1", "aud1"])
def test_a_person_stays_within_its_statements(
    app: Flask, town: Town, client: FlaskClient, user: str
) -> None:
    cohort = a_cohort(town, CohortStage.CALLIN_DONE)
    (pathway,) = grow(town, cohort, 0, 1)
    counts = []
    for before, size in zip((0, *SIZES), SIZES, strict=False):
        for number in range(before, size):
            move = Move(
                machine="P",
                object_ref=pathway.id,
                seq=number + 100,
                step="explain_offer",
                verb="support.offer.explained",
                data_class=DataClass.PATHWAY_STAGE,
                to_status="OFFERED",
                at=town.clock(),
                actor_id=town.users["ts1"].id,
                actor_role=Role.SOCIAL_WORKER,
                guards=[],
            )
            placed(town, move, pathway)
        town.session.commit()
        enter(client, town, user)
        counts.append(asked_for(client, f"/pathways/{pathway.id}"))
    assert counts[0] <= 12, counts
    assert len(set(counts)) == 1, counts
