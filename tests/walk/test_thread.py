"""People carried all the way, every step through its page by the role that takes it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dmi.access.audit import first_altered_read, verify_chain
from dmi.access.models.records import AuditEntry, ChainHead, Move
from dmi.cases.models import BankedCase
from dmi.jobs.schedule import run_job
from dmi.people.models.pathway import Pathway
from dmi.policy.states import CaseStatus, Stage
from tests.conftest import Clock
from tests.people import Town
from tests.walk.conftest import Carried
from tests.walk.hands import ClientHands
from tests.walk.thread import Thread
from tests.walk.walker import MARKER

THREAD = """
M.propose_cohort M.commit_cohort M.choose_market M.begin_identifying M.begin_building
M.begin_reviewing M.schedule_callin AU.create_authorisation BY.record_buy E.collect_item
E.seal_item E.deliver_to_laboratory E.record_laboratory_return P.nominate P.identify P.begin_buys
J.attribute_buy P.certify_evidence P.open_review OP.give_opinion OP.unseal_opinions
P.decide_candidate P.tell_decision B.open_case B.certify_case B.bank_case P.ready_case
T.record_mandate S.assign H.clear_user N.plan_meeting N.fix_date Y.list_person RE.release_facts
L.draft_letter L.approve_letter L.print_letter L.hand_out_letter D.assign_delivery
D.record_service L.deliver_letter P.serve_letter N.end_meeting N.sign_ledger P.mark_attended
P.explain_offer P.sign_agreement CO.record_consent C.plan_checkin P.begin_support C.open_window
C.mark_missed C.follow_up V.report_violation V.accept_for_inquiry V.send_notice V.record_account
V.find_founded
""".split()  # noqa: SIM905 - a list that a person reads


@pytest.fixture
def enrolled(app: Flask, client: FlaskClient, town: Town, clock: Clock, carried: Carried) -> Thread:
    """Give one person in running support."""
    return carried.goes_on(Thread(town, clock, ClientHands(client, town), app))


def stage(thread: Thread) -> Stage:
    """Return where the person stands."""
    thread.town.session.expire_all()
    thread.town.session.info["acting"] = None
    return thread.town.session.scalars(select(Pathway)).one().stage


def case_status(thread: Thread) -> CaseStatus:
    """Return how the banked case stands."""
    thread.town.session.expire_all()
    return thread.town.session.scalars(select(BankedCase)).one().status


@pytest.mark.rule("F45")
def test_the_thread_to_a_response_and_to_leaving(enrolled: Thread) -> None:
    enrolled.violate()
    enrolled.respond()
    enrolled.withdraw()
    walked = enrolled.steps_walked()
    assert set(THREAD) <= walked, sorted(set(THREAD) - walked)
    assert stage(enrolled) is Stage.WITHDRAWN
    session = enrolled.town.session
    for chain in session.scalars(select(ChainHead.chain_key)).all():
        assert verify_chain(session, chain) is None
    assert first_altered_read(session) is None


def test_a_step_keeps_what_it_wrote_beside_its_row(enrolled: Thread) -> None:
    enrolled.town.session.info["acting"] = None
    moves = enrolled.town.session.scalars(select(Move).where(Move.machine != ""))
    wrote = {
        f"{one.machine}.{one.step}": {kept["table"] for kept in one.consequences or ()}
        for one in moves
    }
    assert wrote["P.decide_candidate"] == {"decisions", "reviews"}
    assert {"agreements", "enrolments", "consents"} <= wrote["P.sign_agreement"]
    assert wrote["P.serve_letter"] == wrote["P.ready_case"] == set()


@pytest.mark.rule("F97", "F99", "U12")
def test_the_branch_to_activation(enrolled: Thread) -> None:
    enrolled.violate()
    enrolled.activate()
    assert case_status(enrolled) is CaseStatus.FILED
    assert {"B.request_activation", "B.confirm_filing"} <= enrolled.steps_walked()


def test_the_branch_to_expiry(enrolled: Thread) -> None:
    enrolled.expire()
    assert run_job(enrolled.app, "B.expire_case", enrolled.clock()) == 0
    assert case_status(enrolled) is CaseStatus.EXPIRED
    assert {"B.expire_case", "B.release_expiry_notice"} <= enrolled.steps_walked()
    assert stage(enrolled) is Stage.ACTIVE


def test_no_word_of_a_note_reaches_anybody_else(enrolled: Thread, client: FlaskClient) -> None:
    person = f"/pathways/{enrolled.ids['person']}"
    pages = ("/", "/pathways", person, "/sessions", "/check-ins", "/my-log", "/log", "/notes")
    for user in enrolled.town.users:
        if user in {"ts1", "sys1"}:
            continue
        enrolled.hands.sign_in(user)
        for page in pages:
            assert MARKER.encode() not in client.get(page).data, (user, page)
    if enrolled.town.session.get_bind().dialect.name == "sqlite":
        enrolled.town.session.commit()
        folder = enrolled.app.extensions["dmi_settings"].instance
        for file in folder.rglob("*"):
            assert not file.is_file() or MARKER.encode() not in file.read_bytes(), file


@pytest.mark.rule("U2")
def test_the_handler_finds_nothing_of_review_and_support(
    enrolled: Thread, client: FlaskClient
) -> None:
    enrolled.hands.sign_in("hnd1")
    case, review = enrolled.ids["case"], enrolled.ids["review"]
    for page in (f"/reviews/{review}", f"/cases/{case}", "/sessions", "/notes"):
        assert client.get(page).status_code == 404, page
    enrolled.town.session.info["acting"] = None
    denied = select(AuditEntry).where(
        AuditEntry.event == "web.page.denied",
        AuditEntry.actor_id == enrolled.town.users["hnd1"].id,
    )
    assert len(enrolled.town.session.scalars(denied).all()) >= 4


@pytest.mark.rule("C20")
def test_no_number_of_a_person_stands_in_an_address_or_a_log(
    app: Flask, client: FlaskClient, town: Town, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    thread = Thread(town, clock, ClientHands(client, town), app)
    with caplog.at_level("DEBUG", logger="dmi"):
        thread.until_supported()
    numbers = ("12345678", "12.345.678", thread.ids["ruc"], "Muestra")
    addresses = [*thread.visited, caplog.text]
    addresses += [path.name for path in app.extensions["dmi_settings"].instance.rglob("*")]
    for number in numbers:
        assert not [one for one in addresses if number in one], number
