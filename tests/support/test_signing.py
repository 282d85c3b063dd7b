"""From the offer to the support: time to think, one signature, every answer, a first check-in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.callin.words import CounselState, OfferResponse
from dmi.checkins.models import CheckIn
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.people.models.contacts import Consent
from dmi.people.models.pathway import Pathway
from dmi.people.words import ConsentAnswer, ConsentPurpose
from dmi.policy.states import CheckInStatus, Stage
from dmi.support.acts import offer as offers
from dmi.support.queries import standing
from dmi.support.rules import ASKED_PURPOSES
from tests.conftest import Clock
from tests.people import Town
from tests.support.doors import signed_in
from tests.support.stories import a_session, answers, came, enrolled, explain, signing


@pytest.fixture
def pathway(town: Town, monkeypatch: pytest.MonkeyPatch) -> Pathway:
    return came(town, monkeypatch)


@pytest.mark.rule("C42")
def test_the_offer_leaves_five_working_days_and_a_night_before_signing(
    town: Town, clock: Clock, pathway: Pathway
) -> None:
    explain(town, pathway)
    offer = standing.offer_of(town.acting("ts1"), pathway.id)
    assert offer is not None
    assert (pathway.stage, offer.answer_by) == (Stage.OFFERED, date(2026, 11, 30))
    clock.move(hours=23)
    with pytest.raises(Unmet, match=r"^thinking_time_passed$"):
        signing(town, pathway)
    asked = {"early_own_request_at": clock()}
    with pytest.raises(Unmet, match=r"^thinking_time_passed$"):
        signing(town, pathway, **asked)
    signing(town, pathway, early_with_counsel=True, **asked)
    assert pathway.stage is Stage.ENROLLED
    assert offer.early_own_request_at == clock()


def test_a_day_later_nobody_needs_counsel_to_sign(
    town: Town, clock: Clock, pathway: Pathway
) -> None:
    enrolment = enrolled(town, clock, pathway)
    offer = enrolment.agreement.offer
    assert (offer.response, offer.early_with_counsel) == (OfferResponse.ACCEPTED, None)


def test_one_signature_writes_everything(town: Town, clock: Clock, pathway: Pathway) -> None:
    enrolment = enrolled(town, clock, pathway)
    assert enrolment.target_end_on == date(2027, 11, 24)
    rows = list(town.session.scalars(select(Consent)))
    said = {row.purpose: row.answer for row in rows}
    assert set(said) == set(ASKED_PURPOSES)
    assert said[ConsentPurpose.RESEARCH] is ConsentAnswer.YES
    assert said[ConsentPurpose.SHARE_ATTENDANCE] is ConsentAnswer.NO
    first = town.session.scalars(select(CheckIn).order_by(CheckIn.due_on)).first()
    assert first is not None
    assert (first.status, first.due_on) == (CheckInStatus.PLANNED, date(2026, 11, 26))
    promised = standing.obligations_of(town.acting("ts1"), enrolment.agreement)
    assert [one.due_on for one in promised] == [date(2026, 12, 20)]


def test_everything_missing_is_named_at_once(town: Town, clock: Clock, pathway: Pathway) -> None:
    explain(town, pathway)
    clock.move(hours=25)
    with pytest.raises(Unmet) as refused:
        signing(
            town,
            pathway,
            scan_id=None,
            understood=False,
            limits_told=False,
            consents=answers(ConsentPurpose.MESSAGES),
            promises=[],
            deputy_id=town.users["ts1"].id,
            first_checkin_at=clock() + timedelta(days=9),
        )
    assert [gap.guard for gap in refused.value.gaps] == [
        "agreement_signed",
        "voluntary_and_understood",
        "consents_recorded",
        "confidentiality_limits_told",
        "dated_obligation_present",
        "case_manager_named",
        "first_checkin_planned",
    ]
    assert refused.value.gaps[2].args["open"] == [ConsentPurpose.MESSAGES]
    assert pathway.stage is Stage.OFFERED


def test_a_full_caseload_and_an_absent_interpreter_stop_the_signature(
    town: Town, clock: Clock, pathway: Pathway, monkeypatch: pytest.MonkeyPatch
) -> None:
    explain(town, pathway)
    clock.move(hours=25)
    pathway.person.needs_interpreter = True
    monkeypatch.setattr(standing, "caseload", lambda *_: 30)
    with pytest.raises(Unmet, match="voluntary_and_understood, caseload_below_limit"):
        signing(town, pathway)


def test_an_offer_without_sheet_counsel_and_limits_is_none(town: Town, pathway: Pathway) -> None:
    with pytest.raises(Unmet, match="rights_sheet_given, counsel_offered, confidentiality_limits"):
        explain(town, pathway, rights_sheet_version=" ", counsel=None, limits_told=False)
    for name in ("psi1", "fis1", "sec1"):
        with pytest.raises(NotKnown):
            offers.explain_offer(
                town.acting(name),
                pathway,
                explained_at=town.clock(),
                rights_sheet_version="1",
                counsel=CounselState.OWN,
            )


def test_no_answer_is_not_a_no_until_the_time_is_over(
    town: Town, clock: Clock, pathway: Pathway
) -> None:
    explain(town, pathway)
    with pytest.raises(Unmet, match="answer_is_no_or_deadline_passed"):
        offers.record_decline(town.acting("ts1"), pathway)
    clock.move(days=8)
    offers.record_decline(town.acting("ts1"), pathway)
    assert pathway.stage is Stage.DECLINED
    with pytest.raises(Unmet, match="mind_changed_by_person"):
        offers.reconsider(town.acting("ts1"), pathway, asked_on=None, counsel=CounselState.WAIVED)
    offers.reconsider(
        town.acting("ts1"), pathway, asked_on=clock().date(), counsel=CounselState.WAIVED
    )
    assert pathway.stage is Stage.OFFERED


def test_a_no_keeps_its_reason_sealed(town: Town, pathway: Pathway) -> None:
    explain(town, pathway)
    offers.record_decline(
        town.acting("ts1"), pathway, declined_at=town.clock(), decline_reason="Found a job."
    )
    offer = standing.offer_of(town.acting("ts1"), pathway.id)
    assert offer is not None
    assert (offer.response, offer.decline_reason) == (OfferResponse.DECLINED, "Found a job.")
    assert b"Found" not in (offer.decline_reason_sealed or b"")


def test_pages_show_offer_agreement_and_lists(
    town: Town, clock: Clock, pathway: Pathway, client: FlaskClient
) -> None:
    browser = signed_in(client, town, "ts1")
    path = f"/pathways/{pathway.id}"
    assert browser.get(f"{path}/explain-offer").status_code == 200
    assert browser.get(f"{path}/papers/p04.pdf").data.startswith(b"%PDF")
    typed = {
        "explained_at": "23-11-2026 10:00",
        "rights_sheet_version": "1",
        "counsel": "ACCEPTED",
        "limits_told": "y",
    }
    assert browser.post(f"{path}/explain-offer", typed).status_code == 303
    page = browser.get(f"{path}/sign-agreement").text
    assert 'name="share_attendance"' in page
    assert "checked" not in page.split('id="share_attendance"')[1].split("</fieldset>")[0]
    assert browser.post(f"{path}/sign-agreement", {}).status_code == 400
    clock.move(hours=25)
    town.session.expire_all()
    enrolment = signing(town, pathway)
    a_session(town, pathway, no_next_reason=None, next_on=date(2026, 12, 1))
    signed_in(client, town, "ts1")
    shown = browser.get(f"/agreements/{enrolment.agreement_id}")
    assert "Sign up for a course." in shown.text
    for address in ("/support", "/sessions"):
        assert "Sara Muestra" in browser.get(address).text
    assert browser.post(f"{path}/needs", {"done_on": "99-99-2026"}).status_code == 400
    assert browser.post(f"{path}/needs", {"done_on": "24-11-2026"}).status_code == 303
    signed_in(client, town, "lab1")
    assert browser.get(f"/agreements/{enrolment.agreement_id}").status_code == 404
    assert browser.get("/sessions").status_code == 200


def test_times_are_utc_aware(town: Town, pathway: Pathway) -> None:
    explain(town, pathway, explained_at=datetime(2026, 11, 23, 13, 0, tzinfo=UTC))
    offer = standing.offer_of(town.acting("ts1"), pathway.id)
    assert offer is not None
    assert offer.thinking_until == datetime(2026, 12, 1, 2, 59, tzinfo=UTC)
