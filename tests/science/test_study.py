"""The order of cells: ties, sources, tips, schools, excluded places, and what is too little."""

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from dmi.science.backtest import first_cells, hits, judged
from dmi.science.incidents import Incidents
from dmi.science.places import Places, read_excluded
from dmi.science.ranking import RankedCell
from dmi.science.remarks import Unusable
from dmi.science.study import Choices, Study, study
from tests.science.places import comunas, reading

CELL_LON = 0.00125
"""More than a cell of 100 m."""
LON, LAT = -70.57, -33.41


def town(*told: tuple[int, int, str, str], every: int = 12) -> Incidents:
    """Return incidents told as cell, how many days ago, source and type, over a quiet ground."""
    lines = ["id,fecha,tipo,lat,lon,fuente,direccion,verificado"]
    quiet = [(cell, 200, "denuncia", "ruido") for cell in range(every) for _ in range(3)]
    for number, (cell, ago, told_by, kind) in enumerate([*quiet, *told]):
        day = np.datetime64("2026-11-20") - ago
        source, _, verified = told_by.partition("!")
        place = f"{LAT},{LON + cell * CELL_LON}"
        lines.append(f"{number},{day},{kind},{place},{source},Calle {cell},{verified}")
    return reading("\n".join(lines)).incidents


def ranked(incidents: Incidents, **options: Any) -> Study:
    beside = {one: options.pop(one) for one in ("schools", "excluded", "areas") if one in options}
    return study(incidents, Choices(**options), **beside)


def cols(found: Study) -> list[int]:
    return [cell.col for cell in found.top]


def codes(cell: RankedCell) -> set[str]:
    return {str(one.code) for one in cell.reasons}


def venta(cell: int, ago: int = 0, source: str = "denuncia") -> tuple[int, int, str, str]:
    return cell, ago, source, "venta"


MANY = [venta(cell, 5 * day) for cell in (2, 5) for day in range(20)]


def test_cells_stand_by_score_then_count_then_last_day_then_index() -> None:
    incidents = town(
        *[venta(3, day) for day in range(1, 17)],
        *[venta(8, day) for day in range(17)],
        *[venta(cell, day) for cell, day in ((1, 3), (1, 3), (7, 9), (7, 2), (6, 8), (6, 2))],
    )
    found = ranked(incidents, kinds=("venta",), weights=None, half_life_days=None)
    cell_of = dict(zip(sorted(cols(found)), (1, 3, 6, 7, 8), strict=True))
    assert [cell_of[col] for col in cols(found)] == [8, 3, 6, 7, 1]
    assert [cell.rank for cell in found.top] == [1, 2, 3, 4, 5]
    # Nine of one source on one day are one vote: of equal scores the one with more stands first.
    voted = town(*MANY, *[venta(4, 0)] * 2, *[venta(9, 0)] * 9)
    equal = ranked(voted, kinds=("venta",), half_life_days=None).top[2:]
    assert [(cell.count, cell.score) for cell in equal] == [(9, 0.6), (2, 0.6)]


def test_weights_halve_with_age_and_a_source_votes_once_a_day() -> None:
    same_day = [venta(2, 0, "flagrancia")] * 9
    found = ranked(town(*same_day, *[venta(5, 180, "anonima")] * 30), kinds=("venta",))
    one, other = found.top
    assert (one.count, one.score) == (9, pytest.approx(1.0))
    assert (other.count, other.score) == (30, pytest.approx(0.15))
    assert (one.unweighted_rank, other.unweighted_rank) == (2, 1)
    assert "R_WEIGHTS" in codes(one)
    plain = ranked(
        town(*same_day, *[venta(5, 180, "anonima")] * 30),
        kinds=("venta",),
        weights=None,
        half_life_days=None,
    )
    assert [(cell.count, cell.score) for cell in plain.top] == [(30, 30), (9, 9)]
    assert plain.top[0].unweighted_rank == 1
    assert "R_WEIGHTS" not in codes(plain.top[0])


def test_anonymous_tips_alone_are_not_eligible_until_somebody_verifies() -> None:
    found = ranked(
        town(*MANY, venta(7, 0, "anonima"), venta(8, 0, "anonima"), venta(8, 1, "anonima!1")),
        kinds=("venta",),
    )
    by_count = {cell.count: cell for cell in found.top}
    assert not by_count[1].is_eligible
    assert "W_TIPONLY" in codes(by_count[1])
    assert by_count[2].is_eligible
    assert all("W_TIPONLY" not in codes(cell) for cell in found.top if cell.count != 1)


def test_distinct_kinds_of_source_corroborate() -> None:
    sources = ("denuncia", "denuncia", "municipal", "compra_controlada")
    found = ranked(town(*MANY, *[venta(9, 0, source) for source in sources] * 9), kinds=("venta",))
    cell = next(cell for cell in found.top if cell.count == 36)
    assert cell.sources == 3
    (said,) = [one.text() for one in cell.reasons if one.code == "R_SOURCES"]
    assert said == "Kinds of source, 3: compra_controlada, denuncia, municipal."


def test_the_first_ten_may_change_with_the_weight_of_a_tip() -> None:
    told = [venta(cell, day) for cell in range(10) for day in range(4)]
    told += [venta(11, day, "anonima") for day in range(10)]
    found = ranked(town(*told), kinds=("venta",), half_life_days=None)
    assert found.overlap == {0.1: 9, 0.3: 10, 0.6: 10, 1.0: 10}
    assert ranked(town(*MANY), kinds=("venta",)).overlap == {0.1: 2, 0.3: 2, 0.6: 2, 1.0: 2}


def test_schools_areas_and_the_last_ninety_days_are_said() -> None:
    schools = Places(("Liceo",), np.array([LON + 2 * CELL_LON]), np.array([LAT]))
    found = ranked(
        town(*MANY, venta(2, 89), venta(2, 90)), kinds=("venta",), schools=schools, areas=comunas()
    )
    near, far = found.top
    assert (near.schools, far.schools) == (1, 0)
    assert {"R_SCHOOLS", "R_SECTOR", "R_RECENT"} <= codes(near)
    assert "R_SCHOOLS" not in codes(far)
    assert "In Las Condes." in [one.text() for one in near.reasons]
    assert near.recent == 19
    assert found.top[-1].cumulative == pytest.approx(1)


def test_excluded_places_are_counted_out_before_anything_else() -> None:
    places = read_excluded(io.BytesIO(b"direccion,motivo\ncalle 2,cuartel\n"))
    found = ranked(town(*MANY, *[venta(5, 3)] * 20), kinds=("venta",), excluded=places)
    assert [cell.count for cell in found.top] == [40]
    assert found.study_cells == 11
    (warning,) = [one for one in found.warnings if one.code == "W_EXCLUDED"]
    assert warning.text() == "Incidents at excluded places, left out: 23."


def test_many_incidents_on_one_point_are_suspicious() -> None:
    spread = [venta(cell, day) for cell in range(1, 41) for day in range(2)]
    assert ranked(town(*spread, every=41), kinds=("venta",)).warnings == ()
    found = ranked(town(*spread, *[venta(1, 9)] * 3, every=41), kinds=("venta",))
    assert [one.code for one in found.warnings] == ["W_PILE"]
    assert "6.0 %" in found.warnings[0].text()


@pytest.mark.parametrize(("cells", "told"), [(12, MANY[:29]), (9, MANY)])
def test_too_little_is_listed_and_not_ranked(
    cells: int, told: list[tuple[int, int, str, str]]
) -> None:
    found = ranked(town(*told, every=cells), kinds=("venta",))
    assert not found.is_ranked
    assert "E_FEW" in [one.code for one in found.warnings]
    assert [(cell.rank, cell.gi_z, cell.kde_pct) for cell in found.top] == [(None, None, None)] * 2
    assert cols(found) == sorted(cols(found))
    assert (found.backtest, found.overlap) == (None, {})


def test_nothing_left_and_a_place_too_far_away_are_refused() -> None:
    whole = town(*MANY)
    places = read_excluded(io.BytesIO(f"lat,lon,radio_m\n{LAT},{LON},99999\n".encode()))
    with pytest.raises(Unusable, match="E_FEW"):
        study(whole, Choices(), excluded=places)
    degrees = whole.degrees.copy()
    degrees[7] = (20.0, 50.0)
    with pytest.raises(Unusable, match=r"E_COORD.*row 9 is farthest"):
        study(replace(whole, degrees=degrees), Choices())


def test_a_centre_fixes_the_cells() -> None:
    whole = town(*MANY)
    eastern = whole.where(np.asarray(whole.degrees)[:, 0] > LON + CELL_LON)
    choices = Choices(kinds=("venta",), centre=(LON, LAT))
    first, second = (study(one, choices) for one in (whole, eastern))
    assert first.grid.cols > second.grid.cols
    offset = round((second.grid.x0 - first.grid.x0) / 100)
    assert [col + offset for col in cols(second)] == cols(first)
    assert second.top[0].lon == pytest.approx(first.top[0].lon, abs=1e-12)


def test_metres_alone_rank_without_degrees() -> None:
    lines = ["id,fecha,tipo,x_m,y_m"]
    lines += [f"{n},2026-10-{1 + n % 28:02},venta,{100 * (n % 12) + 5},5" for n in range(60)]
    incidents = reading("\n".join(lines)).incidents
    found = study(incidents, Choices(half_life_days=None))
    assert found.study_cells == 12
    assert (found.top[0].lon, found.top[0].lat, found.top[0].sources) == (None, None, 1)
    assert "R_SOURCES" not in codes(found.top[0])
    circle = read_excluded(io.BytesIO(b"lat,lon,radio_m\n-33,-70,5\n"))
    for beside in ({"areas": comunas()}, {"excluded": circle}):
        with pytest.raises(Unusable, match="E_COLUMN: The file has no column lat, lon"):
            study(incidents, Choices(), **beside)


def test_weights_of_zero_leave_the_order_to_the_count() -> None:
    found = ranked(town(*MANY, venta(5, 1)), kinds=("venta",), weights={"denuncia": 0.0})
    assert [(cell.count, cell.score, cell.cumulative) for cell in found.top] == [
        (21, 0, 0),
        (20, 0, 0),
    ]


def test_the_backtest_counts_what_the_first_cells_would_have_held() -> None:
    score, later = np.array([5.0, 1.0, np.nan, 5.0]), np.array([1.0, 2.0, 3.0, 4.0])
    found = hits(score, later, (0.25, 0.5, 0.75, 1))
    assert [one.hit for one in found.values()] == [0.1, 0.5, 0.7, 1.0]
    assert found[0.25].pai == pytest.approx(0.4)
    assert [first_cells(share, 4) for share in (0.01, 0.375, 0.374, 1)] == [1, 2, 1, 4]


def test_the_winner_holds_most_in_the_smallest_share() -> None:
    later = np.array([1.0, 2.0, 3.0, 4.0])
    scores = {"count": np.arange(4.0), "kde": -np.arange(4.0), "gi": np.arange(4.0)}
    assert judged(scores, 9, later, (0.25,)).winner == "count"
    assert judged({**scores, "count": scores["kde"]}, 9, later, (0.25,)).winner == "gi"
    assert judged(scores, 0, later, (0.25,)) is None
    assert judged(scores, 9, np.zeros(4), (0.25,)) is None
