"""A file of people is read under a locked plan as published, and none of its rows is kept."""

import gzip
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from dmi.documents.models import ShelfFile
from dmi.outcomes.models.evaluation import EvaluationPlan
from dmi.outcomes.models.followed import FollowUpAnalysis
from dmi.outcomes.queries import had_a_result
from dmi.owed.models import BackgroundWork
from tests.outcomes.place import newest, work
from tests.outcomes.test_blocks import OTHERS, WHY, a_plan
from tests.pages import says, sign_in
from tests.people import Town, found_town
from tests.science.figures import ROSSI

ROSSI_LINES = gzip.decompress(ROSSI.read_bytes()).split()
HEAD = b"id;grupo;inicio;evento;fin_seguimiento;edad;nota\n"
PEOPLE = HEAD + b"".join(
    b"p%d;%s;2024-01-01;%s;2025-01-01;%d;a\n"
    % (one, b"carta" if one < 6 else b"juicio", b"2024-07-01" if one in {2, 7} else b"", 20 + one)
    for one in range(1, 11)
)
NUMBERED = PEOPLE.replace(b"p1", b"12345678-5")
EARLY = b"id;tiempo;evento;grupo\n" + b"".join(
    b"p%d;%d;%d;%s\n" % (one, 1 if one < 5 else 60 + one, one > 5, b"x" if one < 5 else b"y")
    for one in range(10)
)
"""Of one group nobody is left when the first event comes."""


def send(client: FlaskClient, plan: UUID, content: bytes = PEOPLE, **more: str) -> Any:
    """Send a file as the analyst."""
    typed = {"table": (io.BytesIO(content), "p.csv"), **more}
    path = f"/evaluation-plans/{plan}/follow-people"
    return client.post(path, data=typed, content_type="multipart/form-data")


@pytest.mark.rule("E12")
def test_the_page_says_of_rossi_what_was_published(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    plan = a_plan(town)
    sign_in(client, town, "ana1")
    answer = send(client, plan.id, ROSSI.read_bytes(), moments="26 52")
    assert answer.status_code == 303
    assert "Las curvas se están calculando." in says(client.get(answer.location))
    assert work(app, town) == 1
    found = newest(town, FollowUpAnalysis)
    assert found.moments == [26, 52]
    page = says(client.get(answer.location))
    told = ("0,8750", "0,7361", "0,6919 a 0,7751", "0,6944", "0,7778", "3,8376", "0,0501")
    for figure in (*told, "0,6843", "-0,3794", "-658,748", "432", "114"):
        assert figure in page, figure
    assert town.session.get_one(ShelfFile, found.file_id).removed_at is not None
    assert f'href="{answer.location}"' in client.get(f"/evaluation-plans/{plan.id}").text


def test_nobodys_row_is_kept(app: Flask, client: FlaskClient, town: Town) -> None:
    plan = a_plan(town).id
    sign_in(client, town, "ana1")
    answer = send(client, plan)
    work(app, town)
    found = newest(town, FollowUpAnalysis)
    assert found.results["fault"] is None
    assert found.results["left_out"] == ["nota"]
    kept = str(found.results)
    assert "carta" in kept
    assert not any(word in kept for word in ("p1", "2024-07-01", "'a'"))
    page = says(client.get(answer.location))
    assert "Todas las personas: eventos 2, personas 10" in page
    assert "El archivo se borró" in page


def test_nothing_is_asked_before_the_plan_is_locked(client: FlaskClient, town: Town) -> None:
    plan = a_plan(town, locked=False).id
    sign_in(client, town, "ana1")
    assert send(client, plan).status_code == 409
    assert "follow-people" not in client.get(f"/evaluation-plans/{plan}").text
    assert town.session.scalar(select(func.count(FollowUpAnalysis.id))) == 0


def test_another_file_needs_its_reason_and_both_are_told(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    plan = a_plan(town).id
    sign_in(client, town, "ana1")
    assert send(client, plan).status_code == 303
    assert work(app, town) == 1
    assert send(client, plan, change_reason="otra vez").status_code == 400
    again = send(client, plan, change_reason=WHY)
    assert again.status_code == 303
    page = says(client.get(again.location))
    assert "Archivo n.º 2 de este mercado" in page
    assert WHY in page
    assert WHY in says(client.get(f"/evaluation-plans/{plan}"))


@pytest.mark.parametrize(
    ("content", "moments", "field"),
    [
        (PEOPLE, "mañana", "moments"),
        (PEOPLE, "0", "moments"),
        (PEOPLE, "180,365", "moments"),
        (PEOPLE, "-3", "moments"),
        (PEOPLE, "nan", "moments"),
        (PEOPLE, "1e999", "moments"),
        (PEOPLE, " ".join(map(str, range(1, 14))), "moments"),
        (PEOPLE.replace(b"nota", b"nombre"), "", "table"),
        (PEOPLE.replace(b"p1", b"12.345.678-5"), "", "table"),
        (gzip.compress(NUMBERED, mtime=0), "", "table"),
        (PEOPLE.replace(b"p1;", b"12345678;"), "", "table"),
        (PEOPLE.replace(b"p1;", b"12345678K;"), "", "table"),
        (gzip.compress(NUMBERED.decode().encode("utf-16"), mtime=0), "", "table"),
        (b"", "", "table"),
        (b"\x1f\x8bnothing", "", "table"),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_field(
    client: FlaskClient, town: Town, content: bytes, moments: str, field: str
) -> None:
    plan = a_plan(town).id
    sign_in(client, town, "ana1")
    answer = send(client, plan, content, moments=moments)
    assert answer.status_code == 400
    assert f'id="{field}-error' in answer.text
    assert town.session.scalar(select(func.count(BackgroundWork.id))) == 0
    assert town.session.scalar(select(func.count(ShelfFile.id))) == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PEOPLE.replace(b"p1;carta", b"p1;Juan"), ("E_GROUPS", "menos de cinco personas")),
        (HEAD + b"p1;;2024-01-01;;2025-01-01;20;a\n", ("E_GROUPS", "menos de cinco personas")),
        (PEOPLE.replace(b"inicio", b"desde"), ("E_COLUMN", "Falta una columna")),
        (PEOPLE.replace(b"2024-07-01", b"ayer"), ("E_CELL", "no se puede leer")),
        (PEOPLE.replace(b"p2", b"p1"), ("E_DUPKEY", "Una persona está dos veces")),
        (PEOPLE.replace(b"2024-07-01", b"2023-07-01"), ("E_FOLLOWUP", "Un evento está antes")),
    ],
)
def test_a_file_that_cannot_be_read_says_why_on_its_page(
    app: Flask, client: FlaskClient, town: Town, content: bytes, told: tuple[str, str]
) -> None:
    plan = a_plan(town).id
    sign_in(client, town, "ana1")
    answer = send(client, plan, content)
    assert work(app, town) == 1
    kept = newest(town, FollowUpAnalysis).results
    assert kept["fault"] == told[0]
    assert "ayer" not in str(kept)
    page = says(client.get(answer.location))
    assert "No se calculó nada." in page
    assert told[1] in page


def shown(app: Flask, client: FlaskClient, town: Town, content: bytes, moments: str = "") -> str:
    """Return the page of a file that was computed."""
    plan = a_plan(town).id
    sign_in(client, town, "ana1")
    answer = send(client, plan, content, moments=moments)
    assert work(app, town) == 1
    assert newest(town, FollowUpAnalysis).results["fault"] is None
    return says(client.get(answer.location))


def test_curves_stand_where_groups_cannot_be_compared(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    page = shown(app, client, town, EARLY)
    assert "Todas las personas: eventos 4, personas 10" in page
    assert "No se compara nada" in page


def test_a_moment_at_which_nobody_is_followed_has_no_figure(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    page = shown(app, client, town, EARLY, "30 365")
    rows = [one for one in page.split("<tr>") if "365" in one]
    assert rows
    assert all("0,0000" not in one and "1,0000" not in one for one in rows)


def test_a_covariate_that_never_changes_costs_the_model_alone(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    lines = ROSSI_LINES[:]
    constant = b"\n".join([lines[0] + b",comuna", *(one + b",13114" for one in lines[1:])])
    page = shown(app, client, town, constant, "52")
    assert "0,7361" in page
    assert "3,8376" in page
    assert "Sin modelo: una covariable es igual para todas las personas" in page


def test_too_few_events_for_a_model_are_not_told_as_too_few_altogether(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    ended = [one for one in ROSSI_LINES[1:] if one.split(b",")[1] == b"1"][:30]
    rest = [one for one in ROSSI_LINES[1:] if one.split(b",")[1] == b"0"][:60]
    page = shown(app, client, town, b"\n".join([ROSSI_LINES[0], *ended, *rest]))
    assert "Sin modelo: hacen falta diez eventos por covariable" in page
    assert "Menos de 20" not in page


def test_a_plan_that_is_locked_later_tells_of_it(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    plan = a_plan(town)
    sign_in(client, town, "ana1")
    send(client, plan.id)
    work(app, town)
    town.session.info["acting"] = None
    first = town.session.get_one(EvaluationPlan, plan.id)
    later = EvaluationPlan(market_id=first.market_id, version=2)
    later.locked_at = town.clock() + timedelta(minutes=5)
    assert had_a_result(town.acting("ana1"), later)
    later.locked_at = town.clock() - timedelta(minutes=5)
    assert not had_a_result(town.acting("ana1"), later)


def test_it_is_read_by_who_is_given_small_counts(
    app: Flask, client: FlaskClient, town: Town
) -> None:
    plan = a_plan(town).id
    sign_in(client, town, "ana1")
    path = send(client, plan).location
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
