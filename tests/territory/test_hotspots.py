"""Rankings of a place: asked for by an act, done by the job, kept without any single incident."""

import hashlib
import json

import pytest
from flask import Flask
from sqlalchemy import select

from dmi.access.papers import take
from dmi.documents.models import ShelfFile
from dmi.documents.shelf import FileDamaged
from dmi.jobs.schedule import run_job
from dmi.kernel.refusals import NotKnown
from dmi.owed.acts import fail_work, start_work
from dmi.owed.models import BackgroundWork
from dmi.policy.plain_states import WorkStatus
from dmi.science.sources import SOURCE_WEIGHTS
from dmi.territory.acts.hotspots import ask_ranking
from dmi.territory.models.place import School
from dmi.territory.ranking import run as ranking_run
from dmi.territory.words import (
    RankMethod,
)
from tests.builders import placed
from tests.conftest import Clock
from tests.people import Town
from tests.territory.ranking import (
    HEADING,
    PARAMETERS,
    SOUTH,
    SPREAD,
    WEST,
    asked,
    done,
    lines,
    ranked,
    table,
)

ADDRESS = "Pasaje Inventado 123"


def files(town: Town) -> list[ShelfFile]:
    return list(town.session.scalars(select(ShelfFile)))


def test_a_ranking_is_asked_for_and_done_by_the_job(app: Flask, town: Town, clock: Clock) -> None:
    content = table(lines())
    run = asked(town, content)
    assert (run.result, run.run_at) == (None, None)
    assert run.input_hash == hashlib.sha256(content).hexdigest()
    assert [take(file) for file in files(town)] == [content]
    town.session.commit()
    assert run_job(app, "work", clock.at) == 1
    town.session.expire_all()
    work = town.session.get_one(BackgroundWork, run.work_id)
    assert (work.status, work.done_items, work.total_items) == (WorkStatus.DONE, 3, 3)
    assert run.run_at is not None
    assert run.result["refused"] is None
    assert [cell["count"] for cell in run.result["cells"]] == [9, 7, 6]
    assert run.winner in set(RankMethod)
    assert run.backtest["earlier"] + run.backtest["later"] == run.result["ranking"] == 42


def test_the_files_leave_the_shelf_when_the_ranking_is_done(town: Town) -> None:
    content = table(lines())
    first, second = asked(town, content), asked(town, content)
    done(town, first)
    of_first, of_second = sorted(files(town), key=lambda file: file.removed_at is None)
    assert of_first.removed_at == town.clock()
    assert take(of_second) == content  # the same bytes, and another ranking still needs them
    done(town, second)
    assert all(file.removed_at is not None for file in files(town))
    with pytest.raises(FileDamaged):
        take(of_second)


def test_what_was_left_by_a_ranking_that_failed_goes_when_the_next_is_asked_for(town: Town) -> None:
    work = town.session.get_one(BackgroundWork, asked(town, table(lines())).work_id)
    start_work(town.acting("sys1"), work)
    fail_work(town.acting("sys1"), work, error="MemoryError")
    (left,) = files(town)
    asked(town, table(lines(every=12)))
    assert left.removed_at == town.clock()
    with pytest.raises(FileDamaged):
        take(left)


def test_no_address_and_no_single_incident_is_kept(town: Town) -> None:
    rows = [f"{row},{ADDRESS},ana.soto@ejemplo.cl" for row in lines()]
    rows.append(f"x,{ADDRESS},venta,{SOUTH},{WEST},denuncia,,")
    rows.append(f"y,2026-10-01,venta,{SOUTH},{WEST},{ADDRESS},,")
    run = ranked(town, table(rows, f"{HEADING},direccion,nota"))
    kept = json.dumps([run.result, run.backtest, run.parameters], ensure_ascii=False)
    assert [one["code"] for one in run.result["rejected"]] == ["E_DATE", "E_SOURCE"]
    assert ADDRESS not in kept
    assert "ejemplo" not in kept
    assert "0-0" not in kept


@pytest.mark.parametrize("role", ["ana1", "ter1", "jef1"])
def test_whoever_may_write_the_territory_asks_for_rankings(town: Town, role: str) -> None:
    given = {"files": {"incidents": table(lines())}, "months": 24, "parameters": PARAMETERS}
    assert ask_ranking(town.acting(role), None, **given).by_id == town.users[role].id


@pytest.mark.parametrize("role", ["fis1", "pol1", "com1", "aud1", "ts1", "adm1"])
def test_nobody_else_asks_for_rankings(town: Town, role: str) -> None:
    given = {"files": {"incidents": table(lines())}, "months": 24, "parameters": PARAMETERS}
    with pytest.raises(NotKnown):
        ask_ranking(town.acting(role), None, **given)


GOOD = lines()
LATER = "2027-01-01"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("a,ayer,venta,-33.42,-70.56,denuncia", "E_DATE"),
        (f"a,{LATER},venta,-33.42,-70.56,denuncia", "E_DATE"),
        ("a,2026-10-01,venta,-33.42,,denuncia", "E_COORD"),
        ("a,2026-10-01,venta,-133.42,-33.42,denuncia", "E_COORD"),
        ("a,2026-10-01,venta,0,0,denuncia", "E_ZERO"),
        ("a,2026-10-01,venta,-33.42,-70.56,vecina", "E_SOURCE"),
        (",2026-10-01,venta,-33.42,-70.56,denuncia", "E_COLUMN"),
        ("a,2026-10-01,venta", "E_COLUMN"),
    ],
)
def test_a_bad_row_is_named_by_its_number_and_its_code(town: Town, row: str, code: str) -> None:
    run = ranked(town, table([*GOOD, row]))
    (told,) = run.result["rejected"]
    assert (told["row"], told["code"]) == (len(GOOD) + 2, code)
    assert run.result["ranking"] == len(GOOD)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (table(GOOD, "id,fecha,clase,lat,lon,fuente"), "E_COLUMN"),
        (table(GOOD, "id,fecha,tipo,a,b,fuente"), "E_COLUMN"),
        (
            table(["a,2026-10-01,venta,9,9,denuncia", "b,2026-10-01,venta,-33,-70,anonima"]),
            "E_COORD",
        ),
        (table([*GOOD[:30], *(f"z{n},ayer,venta,1,1,denuncia" for n in range(9))]), ""),
        (table([]), "E_FEW"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(town: Town, content: bytes, code: str) -> None:
    run = ranked(town, content)
    assert run.run_at is not None
    assert run.result["refused"]["code"] == code
    assert "cells" not in run.result
    assert (run.backtest, run.winner) == (None, None)


def test_a_type_that_no_incident_has_is_named(town: Town) -> None:
    run = ranked(town, table(GOOD), kinds=["consumo"])
    assert run.result["refused"]["args"] == {"kinds": "consumo"}


def test_files_beside_the_incidents_hold_over_the_register(town: Town) -> None:
    school = f"rbd,nombre,lon,lat\n1,Liceo,{WEST},{SOUTH}\n"
    ring = [[WEST - 0.01, SOUTH - 0.1], [WEST + 0.1, SOUTH - 0.1], [WEST, SOUTH + 0.1]]
    feature = {
        "type": "Feature",
        "properties": {"sector": "Norte"},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }
    given = {"schools": school.encode(), "areas": json.dumps(feature).encode()}
    placed(town, School(school_code="9", name="Otro", lon=-70.5, lat=-33.5))
    run = ranked(town, table(GOOD), files=given)
    assert run.parameters["own_files"] == ["areas", "schools"]
    assert run.result["schools"] == run.result["sectors"] == 1
    assert run.result["cells"][0]["schools"] == 1
    assert run.result["cells"][0]["sector"] == "Norte"
    assert [one["name"] for one in run.result["map"]["sectors"]] == ["Norte"]


def test_a_bad_file_beside_the_incidents_is_a_result_too(town: Town) -> None:
    run = ranked(town, table(GOOD), files={"schools": b"nombre\nLiceo\n"})
    assert run.result["refused"]["code"] == "E_COLUMN"


def test_thin_data_are_shown_by_sector_over_a_longer_time(town: Town) -> None:
    counts = (3, 8, 6, 2)
    names = ("Norte", "Sur", "Oriente", "Poniente")
    spread = [f"{row},{names[int(row[0])]}" for row in lines(counts, every=80)]
    run = ranked(town, table(spread, f"{HEADING},sector"))
    assert run.result["is_thin"]
    assert (run.result["cells"], run.result["map"]["cells"], run.result["unranked"]) == ([], [], 0)
    found = run.result["by_sector"]
    assert (found["months"], found["is_enough"]) == (24, False)
    # "Oriente" is kept back with the two small ones, so that no total gives one of them back.
    assert [(one["sector"], one["count"]) for one in found["rows"]] == [
        ("Sur", 8),
        *(("Norte", None), ("Oriente", None), ("Poniente", None)),
    ]


def test_tips_alone_make_a_cell_not_eligible(town: Town) -> None:
    tips = lines((0,) * len(SPREAD) + (9,), "anonima")
    run = ranked(town, table([*GOOD, *tips]))
    eligible = {cell["col"]: cell["is_eligible"] for cell in run.result["cells"]}
    assert eligible == {0: True, 2: True, 4: True, 24: False}
    assert run.result["cells"][-1]["unweighted"] < run.result["cells"][-1]["rank"]


def test_the_job_uses_the_weights_that_the_form_offers() -> None:
    from dmi.science.study import Choices

    assert Choices().weights == SOURCE_WEIGHTS


def test_a_file_without_sources_counts_one_each_and_says_so(town: Town) -> None:
    rows = [row.rpartition(",")[0] for row in GOOD]
    run = ranked(town, table(rows, "id,fecha,tipo,lat,lon"), half_life_days=None)
    assert [cell["score"] for cell in run.result["cells"]] == [9, 7, 6]
    assert ranking_run.NO_SOURCES in [one["sentence"] for one in run.result["warnings"]]


def test_a_day_of_the_test_divides_the_incidents(town: Town) -> None:
    run = ranked(town, table(GOOD), train_until="2026-10-20")
    early = sum(row.split(",")[1] < "2026-10-20" for row in GOOD)
    assert run.result["ranking"] == early
    assert run.backtest is None or run.backtest["earlier"] == early
