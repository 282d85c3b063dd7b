"""Many blocks are weighed under a locked plan, as published, and every look at them is told."""

import gzip
import io
import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from dmi.documents.models import ShelfFile
from dmi.outcomes.acts import blocks as acts
from dmi.outcomes.models.blocks import BlockAnalysis
from dmi.outcomes.models.evaluation import EvaluationPlan
from dmi.owed.models import BackgroundWork
from tests.builders import placed
from tests.outcomes.place import a_market, newest, work
from tests.pages import says, sign_in
from tests.people import Town, found_town
from tests.science.figures import KEYS, SEATTLE, SPEC, misses

WHY = "El censo del año siguiente corrigió tres manzanas."
OTHERS = ("jef1", "aud1", "fis1", "pol1", "com1", "ter1", "ts1", "sec1")


def a_plan(town: Town, *, locked: bool = True) -> EvaluationPlan:
    """Write a plan, locked unless it is said otherwise."""
    market = a_market(town)
    plan = EvaluationPlan(
        market_id=market.id,
        version=1,
        source="CEAD",
        unit_code="13114",
        area_name="Las Condes",
        primary_outcome="DRUG",
        indicator_label="delitos de drogas",
        definition_line="Casos policiales",
        primary_estimator="ITS",
        start_month="2019-09",
        window_from="2015-01",
        window_to="2020-08",
        comparison=[],
        buffer=[],
    )
    if locked:
        plan.locked_at, plan.locked_by_id = town.clock(), town.users["ana1"].id
    placed(town, plan, market)
    town.session.commit()
    return plan


def small(treated: int = 1) -> bytes:
    """Return twelve blocks over eight periods, the first of them treated."""
    rows = ["unit,time,treated,n"]
    for unit in range(12):
        rows += [
            f"u{unit},{time},{int(unit < treated and time > 5)},{3 + (unit + time) % 4}"
            for time in range(1, 9)
        ]
    return "\n".join(rows).encode()


def spec(**changed: Any) -> str:
    """Return what is compared in the small file."""
    said = {"id": "unit", "time": "time", "treated": "treated", "start_pre": 1, "end_pre": 5}
    said |= {"match_out": {"n": [5]}, "outcomes": ["n"]}
    return json.dumps(said | changed)


def ask(
    client: FlaskClient, plan: UUID, content: bytes, said: str, name: str = "x.csv", **more: str
) -> Any:
    """Send a table and a specification as the analyst."""
    typed = {"table": (io.BytesIO(content), name), "spec": said, **more}
    path = f"/evaluation-plans/{plan}/compare-blocks"
    return client.post(path, data=typed, content_type="multipart/form-data")


@pytest.mark.rule("E1")
def test_the_page_says_of_seattle_what_was_published(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    plan = a_plan(town)
    asked = {**SPEC, "confidence": 0.9}
    # By the act: the browser of these tests leaves a file of this size open.
    made = acts.ask_blocks(
        town.acting("ana1"),
        plan,
        content=SEATTLE.read_bytes(),
        media_type="application/gzip",
        spec=json.dumps(asked),
    )
    town.session.commit()
    path, plan_path = f"/block-analyses/{made.id}", f"/evaluation-plans/{plan.id}"
    sign_in(client, town, "ana1")
    assert "Se está calculando" in says(client.get(path))
    assert work(app, town) == 1
    found = newest(town, BlockAnalysis)
    assert found.spec == asked
    assert misses(found.results["results"], KEYS[:-1]) == []
    assert found.results["max_balance_error"] <= 1e-6
    file = town.session.get_one(ShelfFile, found.file_id)
    assert file.removed_at is not None
    page = says(client.get(path))
    assert "-25,5 %" in page
    assert "37,56" in page
    assert "-49,3 % a +9,7 %" in page
    assert f'href="{path}"' in client.get(plan_path).text


def test_nothing_is_asked_before_the_plan_is_locked_or_for_an_old_one(
    client: FlaskClient, town: Town
) -> None:
    plan = a_plan(town, locked=False)
    sign_in(client, town, "ana1")
    assert ask(client, plan.id, small(), spec()).status_code == 409
    assert "compare-blocks" not in client.get(f"/evaluation-plans/{plan.id}").text
    assert town.session.scalar(select(func.count(BlockAnalysis.id))) == 0


def test_another_look_needs_its_reason_and_both_are_told(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    plan = a_plan(town).id
    sign_in(client, town, "ana1")
    assert "(opcional)" not in says(client.get(f"/evaluation-plans/{plan}/compare-blocks"))
    assert ask(client, plan, small(), spec()).status_code == 303
    assert work(app, town) == 1
    refused = ask(client, plan, small(), spec(), change_reason="otra vez")
    assert refused.status_code == 400
    again = ask(client, plan, small(), spec(end_pre=4, match_out={"n": [4]}), change_reason=WHY)
    assert again.status_code == 303
    page = says(client.get(again.location))
    assert "Comparación n.º 2 de este mercado" in page
    assert WHY in page
    told = says(client.get(f"/evaluation-plans/{plan}"))
    assert WHY in told
    assert "N.º 1" in told


@pytest.mark.parametrize(
    ("content", "said", "field"),
    [
        (small(), "{", "spec"),
        (small(), "[]", "spec"),
        (small(), spec(outcomes=[]), "spec"),
        (small(), spec(end_post=3), "spec"),
        (small(), spec(permutations=1001), "spec"),
        (small(), spec().replace("{", '{"seed": ' + "9" * 5000 + ", ", 1), "spec"),
        (small(), spec(outcomes=["\ud800"]), "spec"),
        (small(), spec(outcomes=["n\0"]), "spec"),
        (small(), spec(**{"\ud800": 1}), "spec"),
        (small(), spec(**{"": 1}), "spec"),
        (small(), "[" * 4000, "spec"),
        (small(), spec(start_pre=0).replace("0", "[" * 900 + "]" * 900, 1), "spec"),
        (gzip.compress("rut,time\n1,1\n".encode("utf-16"), mtime=0), spec(), "table"),
        (gzip.compress(b"", mtime=0) + gzip.compress(b"rut,time\n1,1\n", mtime=0), spec(), "table"),
        (b'"a\nb",rut\n1,1\n', spec(), "table"),
        (b"rut,time,treated,n\n1,1,1,1\n", spec(), "table"),
        (b"", spec(), "table"),
        (b"\x1f\x8bnothing", spec(), "table"),
        (gzip.compress(b"\0" * 65_000_000, mtime=0), spec(), "table"),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_field(
    client: FlaskClient, town: Town, content: bytes, said: str, field: str
) -> None:
    plan = a_plan(town).id
    sign_in(client, town, "ana1")
    answer = ask(client, plan, content, said)
    assert answer.status_code == 400
    assert f'id="{field}-error' in answer.text
    assert town.session.scalar(select(func.count(BackgroundWork.id))) == 0
    assert town.session.scalar(select(func.count(ShelfFile.id))) == 0


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ((small(treated=12), spec()), "E_NOCONTROL"),
        ((small(), spec(outcomes=["m"])), "E_COLUMN"),
        ((small().replace(b"u3,4,0,", b"u3,4,0,-"), spec()), "E_NEGATIVE"),
    ],
)
def test_a_table_that_cannot_be_compared_says_why_on_its_page(
    app: Flask, client: FlaskClient, town: Town, given: tuple[bytes, str], fault: str
) -> None:
    plan = a_plan(town).id
    sign_in(client, town, "ana1")
    answer = ask(client, plan, *given)
    assert work(app, town) == 1
    assert newest(town, BlockAnalysis).results["fault"] == fault
    page = says(client.get(answer.location))
    assert "No se comparó nada." in page
    assert fault in page


def test_a_later_plan_tells_that_blocks_were_compared_before(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    plan = a_plan(town)
    sign_in(client, town, "ana1")
    assert ask(client, plan.id, small(), spec(permutations=None)).status_code == 303
    assert work(app, town) == 1
    town.session.info["acting"] = None
    first = town.session.get_one(EvaluationPlan, plan.id)
    later = EvaluationPlan(version=2, change_reason=WHY)
    for name in (
        *("market_id", "source", "unit_code", "area_name", "primary_outcome", "indicator_label"),
        *("definition_line", "primary_estimator", "start_month", "window_from", "window_to"),
        *("comparison", "buffer"),
    ):
        setattr(later, name, getattr(first, name))
    later.locked_at, later.locked_by_id = town.clock() + timedelta(minutes=5), town.users["ana1"].id
    placed(town, later, first)
    town.session.commit()
    told = says(client.get(f"/evaluation-plans/{later.id}"))
    assert "después de un resultado anterior de este mercado" in told
    assert ask(client, plan.id, small(), spec(), change_reason=WHY).status_code == 409
    assert ask(client, later.id, small(), spec()).status_code == 400
    assert ask(client, later.id, small(), spec(), change_reason=WHY).status_code == 303
    second = select(BlockAnalysis.number).where(BlockAnalysis.plan_id == later.id)
    assert town.session.scalars(second).all() == [2]


def test_progress_of_placebo_areas_is_told(app: Flask, client: FlaskClient, town: Town) -> None:
    plan = a_plan(town).id
    sign_in(client, town, "ana1")
    ask(client, plan, small(), spec(permutations=25, seed=4))
    row = town.session.scalars(select(BackgroundWork)).one()
    assert row.total_items == 26
    told: list[int] = []
    order = acts.BlockOrder(small(), json.loads(spec(permutations=25, seed=4)))
    made = acts.make(order, told.append)
    assert told == [10, 20]
    assert made["fault"] is None
    assert work(app, town) == 1


def test_counts_of_a_few_blocks_are_read_by_who_is_given_small_counts(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    plan = a_plan(town).id
    sign_in(client, town, "ana1")
    path = ask(client, plan, small(), spec()).location
    work(app, town)
    read = {}
    for name in ("ana1", *OTHERS):
        sign_in(client, town, name)
        read[name] = client.get(path).status_code
    assert {name for name, status in read.items() if status == 200} == {"ana1", "jef1", "aud1"}
    assert set(read.values()) == {200, 404}
    town.session.info["acting"] = None
    abroad = found_town(town.session, town.clock, "13115")
    town.session.commit()
    sign_in(client, abroad, "ana1")
    assert client.get(path).status_code == 404
