"""The whole thread where less is held: nothing closed is asked for, kept, shown or printed."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Table, func, select

from dmi.cases.models import BankedCase
from dmi.evidence.models.authorisation import Authorisation, AuthorisationCode, CovertCode
from dmi.evidence.models.buy import Buy, SellerLabel
from dmi.evidence.models.investigation import Operation
from dmi.evidence.models.item import CustodyLink, EvidenceItem, LabResult
from dmi.policy.states import CaseStatus
from dmi.profiles.models import Setting
from dmi.profiles.profile import load
from dmi.web.models import Draft
from tests.conftest import Clock
from tests.people import Town
from tests.walk.conftest import Carried
from tests.walk.crawl import crawl
from tests.walk.hands import ClientHands
from tests.walk.lives import Life, Lived, lived, words_of
from tests.walk.places import CL
from tests.walk.thread import Thread

CLOSED = load("cl").closed_fields
SECRET = "reservado-8152"
TYPED = {
    "codes": "AG-8152",
    "gross_g": "81,52",
    "lead": "",
    "net_g": "81,51",
    "officer_code": "AG-8152",
    "price": "8152815",
    "purity_pct": "81,52",
    "quantity": "8152",
    "second_officer_code": "AG-8153",
    "substance": "KETAMINE",
    "unit": "GRAM",
    "units": "8152",
}
RESULT = ("substance", "gross_g", "net_g", "purity_pct")
# Written out anew, so that a field which the application forgets is still sent and looked for.
FORMS: Mapping[str, Mapping[str, str]] = {
    "open-operation": {"lead": "Operation.lead"},
    "create-authorisation": {
        name: f"Authorisation.{name}" for name in ("codes", "scope", "place", "conditions")
    },
    "record-buy": {
        **{name: f"Buy.{name}" for name in ("place", "substance", "gross_g", "net_g", "units")},
        **{name: f"Buy.{name}" for name in ("price", "banknotes", "narrative")},
        **{name: f"Buy.{name}" for name in ("officer_code", "second_officer_code")},
        **{name: f"EvidenceItem.{name}" for name in ("description", "quantity", "unit")},
        "seller_description": "SellerLabel.description",
    },
    "record-field-test": {name: f"LabResult.{name}" for name in RESULT},
    "deliver-to-laboratory": {"note": "CustodyLink.note"},
    "record-laboratory-return": {name: f"LabResult.{name}" for name in RESULT},
}
MODELS = (Authorisation, Buy, SellerLabel, Operation, CustodyLink, EvidenceItem, LabResult)
MARKS = (SECRET, "AG-8152", "81.52", "81,52", "8152815")


def closed_names(mode: str, form: str) -> set[str]:
    """Return the fields of a form that a mode closes."""
    return {name for name, kept in FORMS[form].items() if kept in CLOSED[mode]}


def sent_all_the_same(mode: str) -> dict[str, dict[str, Any]]:
    """Return what somebody sends by hand for every field that a mode closes."""
    return {
        form: {name: TYPED.get(name, SECRET) for name in closed_names(mode, form) - {"lead"}}
        for form in FORMS
    }


@pytest.fixture(scope="module", params=["reference_only", "none"])
def less(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Lived]]:
    """Walk the whole thread in one mode, sending whatever is closed besides."""
    mode = str(request.param)
    folder = tmp_path_factory.mktemp(mode)
    chosen = {"investigative_detail": mode, "clinical_notes": "off"}
    with lived(Life(CL, chosen, sent_all_the_same(mode)), folder) as found:
        yield mode, found


def columns_of(field: str) -> list[tuple[Table, str]]:
    """Return where a field of the list is kept."""
    name, _, attribute = field.partition(".")
    model = next(one for one in (*MODELS, CovertCode) if one.__name__ == name)
    table: Any = model.__table__
    known = (attribute, f"{attribute}_id", f"{attribute}_sealed")
    return [(table, column) for column in known if column in table.c]


def kept(town: Town, field: str) -> list[Any]:
    """Return every value that is kept of a field and is not empty."""
    session = town.session
    if field == "Authorisation.codes":
        return list(session.execute(select(AuthorisationCode.__table__.c.id)).all())
    places = columns_of(field)
    assert places, field
    values = [v for t, c in places for (v,) in session.execute(select(t.c[c]))]
    return [value for value in values if value not in {None, ""}]


def test_nothing_closed_is_kept(less: tuple[str, Lived]) -> None:
    mode, life = less
    town = life.thread.town
    town.session.info["acting"] = None
    for model in MODELS:
        assert town.session.scalar(select(func.count()).select_from(model.__table__)), model
    found = {field: kept(town, field) for field in CLOSED[mode]}
    assert {field: values for field, values in found.items() if values} == {}
    town.session.commit()
    for file in life.database.parent.glob("dmi.sqlite3*"):
        assert SECRET.encode() not in file.read_bytes(), file


def test_the_thread_ends_as_it_does_with_everything_held(less: tuple[str, Lived]) -> None:
    _mode, life = less
    session = life.thread.town.session
    session.expire_all()
    session.info["acting"] = None
    assert session.scalars(select(BankedCase)).one().status is CaseStatus.FILED
    walked = life.thread.steps_walked()
    assert {"P.certify_evidence", "B.certify_case", "L.print_letter", "B.confirm_filing"} <= walked


def test_no_form_offers_what_is_closed(less: tuple[str, Lived]) -> None:
    mode, life = less
    asked = {path: path.rsplit("/", 1)[-1] for path in life.thread.visited}
    seen = set()
    for path, form in asked.items():
        if form not in FORMS:
            continue
        user = "fis1" if form in {"open-operation", "create-authorisation"} else "hnd1"
        page = life.thread.hands.look(user, path)
        for name, held in FORMS[form].items():
            offered = f'name="{name}"' in page
            assert offered is (held not in CLOSED[mode]) or not _asked(form, name), (form, name)
        seen.add(form)
    assert seen == set(FORMS)
    life.thread.hands.sign_in("hnd1")
    assert life.client.get("/covert-codes/new").status_code == 404
    assert life.client.post("/covert-codes/new", data={"code": "AG-0012"}).status_code == 404
    assert "/covert-codes/new" not in life.client.get("/authorisations").text


def _asked(form: str, name: str) -> bool:
    """Tell whether the form asks for the field where everything is held."""
    return (form, name) != ("record-field-test", "purity_pct")


def test_nothing_closed_is_shown_or_printed(less: tuple[str, Lived]) -> None:
    mode, life = less
    papers: set[str] = set()
    marks = [*MARKS, "AG-0012", CL.words["item"]]
    marks += ["Ketamin", "Pasta base"] if "Buy.substance" in CLOSED[mode] else []
    for user in ("hnd1", "fis1", "def1"):
        for one in crawl(life.thread.hands, user, papers, *life.thread.visited):
            text = words_of(one)
            assert [mark for mark in marks if mark in text] == [], (user, one.path)
    assert {"/evidence-items/*/papers/p17c.pdf", "/pathways/*/papers/p06.pdf"} <= papers


def test_a_draft_keeps_nothing_closed(less: tuple[str, Lived]) -> None:
    mode, life = less
    path = f"/authorisations/{life.thread.ids['authorisation']}/record-buy"
    life.thread.hands.sign_in("hnd1")
    typed = dict.fromkeys(closed_names(mode, "record-buy"), SECRET)
    answer = life.client.post(path, data={"draft": "save", "seller": "V-09", **typed})
    assert answer.status_code == 303
    page = life.client.get(path).text
    assert "V-09" in page
    assert SECRET not in page
    session = life.thread.town.session
    session.info["acting"] = None
    assert session.scalar(select(func.count()).select_from(Draft)) == 1


def test_what_is_open_is_kept(less: tuple[str, Lived]) -> None:
    mode, life = less
    town = life.thread.town
    town.session.info["acting"] = None
    open_here = {"Buy.place", "Buy.substance", "LabResult.purity_pct"} - CLOSED[mode]
    assert len(open_here) == (3 if mode == "reference_only" else 0)
    assert all(kept(town, field) for field in open_here)
    assert kept(town, "Buy.recording")
    assert kept(town, "LabResult.report_no")


def test_what_was_written_before_the_mode_changed_is_no_longer_shown(
    app: Flask, client: FlaskClient, town: Town, clock: Clock, carried: Carried
) -> None:
    thread = carried.goes_on(Thread(town, clock, ClientHands(client, town), app))
    held = {field for field in CLOSED["none"] if kept(town, field)}
    assert {"Buy.officer_code", "Authorisation.scope", "EvidenceItem.description"} <= held
    assert {"Buy.place", "Buy.substance", "LabResult.purity_pct", "CovertCode.code"} <= held
    item, buy = f"/evidence-items/{thread.ids['item1']}", f"/buys/{thread.ids['buy1']}"
    words = (CL.words["item"], "AG-0012", "Pasta base", "0.450")
    before = "".join(thread.hands.look("hnd1", path) for path in (item, buy))
    assert [word for word in words if word in before] == list(words)
    day = (clock() - timedelta(days=1)).date()
    town.session.add(
        Setting(
            name="investigative_detail",
            profile="cl",
            value="none",
            in_force_from=day,
            set_by_ref="test",
            approved_on=day,
            created_at=clock(),
        )
    )
    town.session.commit()
    after = "".join(thread.hands.look("hnd1", path) for path in (item, buy))
    assert [word for word in words if word in after] == []


def test_a_place_that_chose_no_mode_holds_the_least(town: Town, tmp_path: Path) -> None:
    acting = town.acting("hnd1")
    acting._settings = {"investigative_detail": ""}
    assert acting.holds("Buy.narrative")
    acting.is_demo = False
    assert not acting.holds("Buy.narrative")
    assert not acting.holds("Buy.place")
    assert acting.holds("Buy.occurred_at")
    for code in ("cl", "xx"):
        assert load(code).example_settings["investigative_detail"] == "full"
