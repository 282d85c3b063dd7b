"""What a purge leaves of a person: nothing opens, finds or names them, and no page fails."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from dmi.access import erased as gone
from dmi.access.assignment_acts import assign as give
from dmi.access.audit import verify_chain
from dmi.access.models.records import ChainHead
from dmi.access.models.retention import Tombstone
from dmi.desk.queries.finding import keep_search
from dmi.kernel.refusals import NotKnown
from dmi.owed.models import DueItem
from dmi.people.models.pathway import Nomination, Pathway
from dmi.people.models.person import Address, IdentityDocument, Person, PersonToken
from dmi.policy.plain_states import PurgeStatus
from dmi.policy.roles import Role
from dmi.policy.states import Stage
from dmi.privacy.acts import erasing
from dmi.settings import Settings
from dmi.store.keys import KeyDestroyed, Vault, read_root_key, vault
from dmi.web.models import Draft, SavedSearch
from tests.builders import a_pathway, assign
from tests.conftest import Clock
from tests.pages import says, sign_in
from tests.people import Town
from tests.privacy.purges import RUN, WORDS, erased, gets, gone_by, job, ordered, the_run

NAMES = ("Sara", "Pasaje Inventado", "1234 5678", WORDS)

ASKED = ("Sara", "Muestra", "Mues", "12.345.678-5")


@pytest.fixture
def pathway(town: Town) -> Pathway:
    """Give somebody who was taken off the list and whose time is over."""
    return gone_by(town)


def test_the_key_goes_with_everything_that_it_sealed(
    app: Flask, town: Town, clock: Clock, pathway: Pathway
) -> None:
    person_id = pathway.person_id
    sealed = pathway.person.given_names_sealed
    basis = town.session.scalars(select(Nomination)).one().suspicion_basis_sealed
    assert sealed
    assert basis
    erased(app, town, clock)
    person = town.session.get_one(Person, person_id)
    assert (person.full_name, person.run, person.birth_date) == ("", "", None)
    assert person.given_names_sealed is None
    assert town.session.scalars(select(Nomination)).one().suspicion_basis == ""
    for key_class in ("identity", "confidential", "IDENTITY"):
        with pytest.raises(KeyDestroyed):
            vault().open(key_class, person_id, b"any", sealed)
        with pytest.raises(KeyDestroyed):
            vault().seal(key_class, person_id, b"any", "never again")


def test_what_found_the_person_goes_too(
    app: Flask, town: Town, clock: Clock, pathway: Pathway
) -> None:
    keep_search(town.acting("fis1"), "Sara Muestra")
    other = a_pathway(town, pathway.cohort, Stage.ACTIVE, "Otrora")
    town.session.add(PersonToken(token="0" * 32, person_id=other.person_id))
    erased(app, town, clock)
    tokens = town.session.scalars(select(PersonToken.person_id)).all()
    assert tokens == [other.person_id]
    assert town.session.get_one(Person, pathway.person_id).run_index is None
    for model in (IdentityDocument, SavedSearch, Draft):
        assert town.session.scalar(select(func.count()).select_from(model)) == 0, model
    assert town.session.scalars(select(Nomination.place)).all() == [erasing.ERASED]
    assert town.session.scalars(select(Address.source)).all() == [erasing.ERASED]
    assert town.session.scalars(select(Nomination.purpose_note)).all() == [erasing.ERASED]
    assert other.person.full_name == "Sara Otrora"


def test_no_file_of_the_installation_holds_a_word_of_it(
    app: Flask, town: Town, clock: Clock, pathway: Pathway, settings: Settings
) -> None:
    keys = settings.instance / "person_keys.sqlite3"
    sealed = "SELECT wrapped FROM person_keys WHERE owner = ?"
    wrapped = vault()._file.execute(sealed, (str(pathway.person_id),)).fetchone()[0]
    assert wrapped
    erased(app, town, clock)
    held = {path: path.read_bytes() for path in settings.instance.rglob("*") if path.is_file()}
    assert keys in held
    found = [path for path, kept in held.items() if WORDS.encode() in kept or wrapped in kept]
    assert found == []
    cells = [
        str(cell)
        for table in ("persons", "nominations", "addresses", "purge_runs", "tombstones", "tasks")
        for row in town.session.execute(text(f"SELECT * FROM {table}"))
        for cell in row
    ]
    assert [cell for cell in cells if WORDS in cell or RUN in cell] == []


def test_another_process_forgets_the_key_at_once(town: Town, settings: Settings) -> None:
    owner = gone_by(town).person_id
    sealed = vault().seal("identity", owner, b"place", "a word")
    elsewhere = Vault(read_root_key(settings.key_file), settings.instance / "person_keys.sqlite3")
    assert elsewhere.open("identity", owner, b"place", sealed) == "a word"
    vault().destroy_all(owner, "2026-11-23")
    with pytest.raises(KeyDestroyed):
        elsewhere.open("identity", owner, b"place", sealed)


def test_a_tombstone_stays_and_the_log_still_holds_together(
    app: Flask, town: Town, clock: Clock, pathway: Pathway
) -> None:
    run = erased(app, town, clock)
    stone = town.session.scalars(select(Tombstone)).one()
    assert stone.subject_hash == vault().index("tombstone", str(pathway.person_id))
    assert set(stone.classes) == set(run.classes)
    assert (run.status, run.executed_at, stone.purged_at) == (
        PurgeStatus.EXECUTED,
        clock(),
        clock(),
    )
    chains = town.session.scalars(select(ChainHead.chain_key)).all()
    assert str(pathway.id) in chains
    assert [key for key in chains if verify_chain(town.session, key) is not None] == []


def test_what_the_database_refuses_destroys_no_key(
    app: Flask, town: Town, clock: Clock, pathway: Pathway, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordered(app, town)
    clock.move(days=7)

    def refused(*_: object) -> None:
        raise IntegrityError("no", {}, Exception())

    monkeypatch.setattr(erasing, "_tombstone", refused)
    assert job(app, town, "X.execute_purge") == 0
    assert the_run(town).status is PurgeStatus.CONFIRMED
    assert town.session.get_one(Person, pathway.person_id).given_names == "Sara"
    monkeypatch.undo()
    assert job(app, town, "X.execute_purge") == 1
    assert town.session.get_one(Person, pathway.person_id).given_names == ""


def test_a_purge_that_was_torn_is_finished(
    app: Flask, town: Town, clock: Clock, pathway: Pathway
) -> None:
    ordered(app, town)
    clock.move(days=7)
    vault().destroy_all(pathway.person_id, "2026-11-30")  # and then the power went
    assert job(app, town, "X.execute_purge") == 1


EVERYBODY = sorted(f"{role.value.lower()}1" for role in Role if role is not Role.SCHEDULER)


@pytest.mark.parametrize("user", EVERYBODY)
def test_no_page_fails_over_an_erased_person_or_names_them(
    client: FlaskClient, town: Town, clock: Clock, pathway: Pathway, user: str
) -> None:
    cohort = pathway.cohort_id
    erased(client.application, town, clock)
    sign_in(client, town, user)
    for path in (
        "/",
        "/pathways",
        f"/pathways/{pathway.id}",
        f"/pathways/{pathway.id}/who-saw",
        f"/cohorts/{cohort}/board",
        "/log",
        "/approvals",
        "/retention",
        f"/purges/{the_run(town).id}",
    ):
        answer = client.get(path)
        assert answer.status_code in {200, 404}, (path, answer.status_code)
        assert [word for word in NAMES if word in says(answer)] == [], path


@pytest.mark.parametrize("user", ["fis1", "jef1", "pol1", "aud1"])
def test_the_persons_page_says_that_they_were_erased_and_offers_nothing(
    client: FlaskClient, town: Town, clock: Clock, pathway: Pathway, user: str
) -> None:
    if user == "pol1":
        assign(town, user, pathway)
    erased(client.application, town, clock)
    status, page = gets(client, town, user, f"/pathways/{pathway.id}")
    assert status == 200
    assert "Eliminada el 30-11-2026" in page
    assert "P-Muestra" in page
    for step in ("nominate-again", "assign", "leave", "record-address"):
        assert f"/pathways/{pathway.id}/{step}" not in page, step
        assert client.get(f"/pathways/{pathway.id}/{step}").status_code == 404, step
    assert "Cronología" not in page


def test_no_search_finds_an_erased_person(
    app: Flask, town: Town, clock: Clock, client: FlaskClient, pathway: Pathway
) -> None:
    sign_in(client, town, "fis1")

    def found(words: str) -> bool:
        answer = client.post("/search", data={"words": words})
        return f"/pathways/{pathway.id}" in says(client.get(answer.location))

    assert [words for words in ASKED if not found(words)] == []
    erased(app, town, clock)
    sign_in(client, town, "fis1")
    assert [words for words in (*ASKED, "P-MUESTRA") if found(words)] == []
    town.session.info["acting"] = None
    same = client.post("/emergency-sights/open", data={"who": "P-Muestra"})
    assert same.status_code == 400


def test_counts_stay_and_the_acts_are_closed_too(
    app: Flask, town: Town, clock: Clock, pathway: Pathway
) -> None:
    erased(app, town, clock)
    row = town.session.get_one(Pathway, pathway.id)
    assert row.stage is Stage.REMOVED
    assert gone.erased_at(town.acting("jef1"), row) == clock()
    with pytest.raises(NotKnown):
        give(town.acting("jef1"), row, user_id=town.users["ts2"].id, ground="CASE_MANAGER")


def test_the_page_of_the_purge_says_what_went_when_and_by_whose_order(
    app: Flask, town: Town, clock: Clock, client: FlaskClient, pathway: Pathway
) -> None:
    run = erased(app, town, clock)
    stone, page = town.session.scalars(select(Tombstone)).one(), ""
    for path in (f"/purges/{run.id}", f"/purges/{run.id}/print"):
        status, page = gets(client, town, "aud1", path)
        assert status == 200
        for words in (
            "Eliminada: P-Muestra",
            town.users["jef1"].display_name,
            town.users["aud1"].display_name,
            "30-11-2026",
            "30-12-2026",  # thirty days more in a backup of the keys
            stone.certificate_hash,
        ):
            assert words in page, (path, words)
    assert "stop-purge" not in page


def test_the_clockwork_leaves_an_erased_person_alone(
    app: Flask, town: Town, clock: Clock, pathway: Pathway
) -> None:
    erased(app, town, clock)
    claimed = town.session.scalar(select(func.count()).select_from(DueItem))
    clock.move(days=900)
    for key in ("X.list_for_purge", "P.mark_desisting", "B.expire_case"):
        assert job(app, town, key) == 0
    assert town.session.scalar(select(func.count()).select_from(DueItem)) == claimed
