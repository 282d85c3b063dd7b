"""The pages of a review: the same to the byte with and without one sealed opinion."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from dmi.eligibility.models.review import CriterionAnswer, Review
from dmi.eligibility.words import Answer, Outcome
from dmi.policy.states import Stage
from dmi.store.database import db
from tests.builders import placed
from tests.desk.signing import without_token
from tests.eligibility.scene import (
    GROUNDS,
    REASONS,
    a_person,
    a_scene,
    answered,
    both_given,
    given,
    reviewed,
)
from tests.pages import says, sign_in
from tests.people import Town


def pages_of(client: FlaskClient, town: Town, user: str, review: Review) -> list[str]:
    """Return what one user gets from every page that could speak of an opinion."""
    sign_in(client, town, user)
    person = review.pathway_id
    paths = (
        "/reviews",
        f"/reviews/{review.id}",
        f"/reviews/{review.id}/give-opinion",
        f"/reviews/{review.id}/answers",
        f"/pathways/{person}/decide-candidate",
        f"/pathways/{person}/decide-prosecution",
        f"/pathways/{person}/open-dispute",
        f"/pathways/{person}/return-for-work",
    )
    return [without_token(client.get(path)) for path in paths]


@pytest.mark.rule("U8")
def test_no_page_tells_whether_one_opinion_is_in(client: FlaskClient, town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    users = [user for user in town.users if user not in {"pol1", "sys1"}]
    before = {user: pages_of(client, town, user, review) for user in users}
    given(scene, review, "pol1")
    after = {user: pages_of(client, town, user, review) for user in users}
    assert after == before
    assert any(page.startswith("200") for page in before["fis1"])


def test_the_review_of_somebody_who_was_called_in_tells_the_police_nothing_of_the_offer(
    client: FlaskClient, town: Town
) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    sign_in(client, town, "pol1")
    words = {Stage.DECLINED: "No acepta", Stage.GRADUATED: "Egresado/a"}
    for stage, word in words.items():
        scene.pathway.stand(stage.value)
        town.session.commit()
        for path in ("/reviews", f"/reviews/{review.id}"):
            page = says(client.get(path))
            assert "Después" in page
            assert word not in page


def test_the_author_reads_the_own_opinion_and_both_read_both_once_open(
    client: FlaskClient, town: Town
) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    answered(scene, review)
    given(scene, review, "pol1")
    sign_in(client, town, "pol1")
    assert GROUNDS in says(client.get(f"/reviews/{review.id}"))
    given(scene, review, "fis1", Outcome.PROSECUTION)
    for user in ("pol1", "fis1", "fis2", "jef1"):
        sign_in(client, town, user)
        assert says(client.get(f"/reviews/{review.id}")).count(GROUNDS) == 2


def test_the_steps_are_taken_by_their_pages(client: FlaskClient, town: Town) -> None:
    scene = a_scene(town)
    review = both_given(scene)
    sign_in(client, town, "fis1")
    href = f"/pathways/{scene.pathway.id}/decide-candidate"
    short = client.post(href, data={"reasons": "short"})
    assert (short.status_code, "short" in says(short)) == (400, True)
    done = client.post(href, data={"reasons": REASONS})
    assert done.status_code == 303
    assert done.headers["Location"].endswith(f"/reviews/{review.id}")
    assert REASONS in says(client.get(f"/reviews/{review.id}"))


def test_opening_and_answering_by_page(client: FlaskClient, town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    sign_in(client, town, "pol1")
    href = f"/reviews/{review.id}/answers"
    assert client.get(href).status_code == 200
    assert client.post(href, data={"q_E1": "MAYBE"}).status_code == 400
    assert client.post(href, data={"q_E1": "NO", "a_A": "UNKNOWN"}).status_code == 303
    kept = town.session.scalars(select(CriterionAnswer)).one()
    assert kept.value is Answer.NO


@pytest.mark.rule("S3")
def test_a_foreign_or_unknown_review_does_not_exist(client: FlaskClient, town: Town) -> None:
    scene = a_scene(town)
    review = reviewed(scene)
    review.jurisdiction_id = uuid4()
    town.session.flush()
    sign_in(client, town, "fis1")
    foreign = client.get(f"/reviews/{review.id}")
    unknown = client.get(f"/reviews/{uuid4()}")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert without_token(foreign) == without_token(unknown)


def test_the_list_costs_the_same_at_one_and_at_ten(client: FlaskClient, town: Town) -> None:
    scene = a_scene(town)
    first = reviewed(scene)
    statements(client, town)  # the first page of a process asks when the clockwork looked
    counts = [statements(client, town)]
    for number in range(9):
        pathway = a_person(town, scene.cohort, Stage.IN_REVIEW, f"Ejemplo{number}")
        row = Review(
            pathway_id=pathway.id,
            criteria_version_id=first.criteria_version_id,
            number=1,
            opened_at=town.clock(),
            due_on=date(2026, 12, 1) + timedelta(days=number),
            police_reviewer_id=first.police_reviewer_id,
            prosecutor_id=first.prosecutor_id,
            standing=first.standing,
        )
        placed(town, row, pathway)
    counts.append(statements(client, town))
    assert counts[0] == counts[1]


def statements(client: FlaskClient, town: Town) -> int:
    """Count the statements of the list of reviews."""
    sign_in(client, town, "fis1")
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    assert client.get("/reviews").status_code == 200
    event.remove(db.engine, "before_cursor_execute", note)
    return len([one for one in seen if one.startswith(("SELECT", "INSERT", "UPDATE"))])
