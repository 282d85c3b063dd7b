"""The pages of the end of a way and their papers."""

from datetime import date

from flask.testing import FlaskClient

from dmi.closing.acts import finishing
from dmi.closing.models import GraduationReview
from dmi.policy.states import CaseStatus, Stage
from dmi.profiles.papers import seed_texts
from tests.builders import placed
from tests.pages import says, sign_in
from tests.people import Town
from tests.violations.scenes import a_scene, an_enrolment


def test_the_end_shows_what_is_missing(town: Town, client: FlaskClient) -> None:
    scene = a_scene(town, Stage.ACTIVE)
    enrolled = an_enrolment(scene)
    sign_in(client, town, "ts1")
    page = f"/pathways/{scene.pathway.id}/closing"
    interview = f"/enrolments/{enrolled.id}/closing-interview"
    assert interview in says(client.get(page))
    assert client.post(interview, data={"held_on": "24-11-2030"}).status_code == 400
    assert client.post(interview, data={"held_on": "20-11-2026"}).status_code == 303
    assert "20-11-2026" in says(client.get(page))
    assert f"/pathways/{scene.pathway.id}/withdraw" in says(client.get(page))
    sign_in(client, town, "sec1")
    assert client.get(page).status_code == 404


def test_the_certificate_is_printed(town: Town, client: FlaskClient) -> None:
    scene = a_scene(town, Stage.GRADUATED)
    enrolled = an_enrolment(scene)
    seed_texts(town.session, "cl", town.clock())
    review = placed(
        town,
        GraduationReview(
            enrolment_id=enrolled.id,
            criteria_met={},
            achievements="curso de gasfitería",
            decided_by_id=town.users["jef1"].id,
            second_by_id=town.users["fis1"].id,
            on=date(2026, 11, 23),
        ),
        scene.pathway,
    )
    sign_in(client, town, "ts1")
    assert "/papers/p16.pdf" in says(client.get(f"/graduation-reviews/{review.id}"))
    answer = client.get(f"/graduation-reviews/{review.id}/papers/p16.pdf")
    assert (answer.status_code, answer.data[:4]) == (200, b"%PDF"), says(answer)[:600]


def test_the_closing_letter_is_drafted_and_released(town: Town, client: FlaskClient) -> None:
    scene = a_scene(town, Stage.DECLINED)
    seed_texts(town.session, "cl", town.clock())
    scene.case.expired_on = date(2026, 11, 20)
    scene.case.stand(CaseStatus.EXPIRED.value)
    town.session.flush()
    sign_in(client, town, "jef1")
    page = f"/pathways/{scene.pathway.id}/closing"
    drafting = f"/cases/{scene.case.id}/closing-letter"
    assert drafting in says(client.get(page))
    assert client.post(drafting, data={}).status_code == 303
    lapse = finishing.draft_lapse(town.acting("fis1"), scene.case)
    assert client.post(f"/lapses/{lapse.id}/release", data={}).status_code == 404
    told = {"told_at": "23-11-2026 10:00", "how": "IN_PERSON"}
    told["defender_told_at"] = told["told_at"]
    assert client.post(f"/lapses/{lapse.id}/told", data=told).status_code == 409
    sign_in(client, town, "fis1")
    assert f"/lapses/{lapse.id}/release" in says(client.get(f"/lapses/{lapse.id}"))
    assert client.post(f"/lapses/{lapse.id}/release", data={}).status_code == 303
    assert client.post(f"/lapses/{lapse.id}/told", data=told).status_code == 303
    assert "20-11-2026" not in says(client.get(f"/lapses/{lapse.id}/release"))
