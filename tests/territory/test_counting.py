"""What a baseline counts: months of the place, complaints, points until reduced, procedures."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from dmi.territory.models.place import Sector
from dmi.territory.models.point import PointChange, SalePoint
from dmi.territory.models.procedure import Procedure
from dmi.territory.queries.counting import fingerprint, last_day, months
from dmi.territory.words import ComplaintSource, PointStatus, ProcedureOrigin
from tests.builders import placed
from tests.people import Town
from tests.territory.choosing import a_complaint, a_market, a_sector, freeze, local


def a_point(town: Town, sector: Sector, detected_on: date, code: str = "P-1") -> SalePoint:
    row = SalePoint(
        code=code,
        sector_id=sector.id,
        detected_on=detected_on,
        source=ComplaintSource.PATROL,
        standing=PointStatus.ACTIVE,
    )
    return placed(town, row)


def a_change(
    town: Town, point: SalePoint, seq: int, to: PointStatus, on: date, **other: Any
) -> PointChange:
    by = town.users["ter1"].id
    row = PointChange(point_id=point.id, seq=seq, to_status=to, on=on, by_id=by, **other)
    return placed(town, row)


def a_procedure(town: Town, on: date, number: str, **where: Any) -> Procedure:
    row = Procedure(
        procedure_no=number,
        unit="Brigada",
        on=on,
        origin=ProcedureOrigin.FLAGRANCY,
        people_detained=1,
        **where,
    )
    return placed(town, row)


def counted(town: Town, sector: Sector, what: str) -> list[int]:
    """Return one count of February, March and April."""
    return [row[what] for row in freeze(town, a_market(town, "M-1"), sector).rows]


def test_months_and_their_last_days() -> None:
    assert months(date(2025, 11, 1), date(2026, 2, 28)) == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert last_day("2026-02") == date(2026, 2, 28)
    assert last_day("2028-02") == date(2028, 2, 29)
    assert last_day("2025-12") == date(2025, 12, 31)


@pytest.mark.rule("F6")
def test_a_baseline_has_its_window_and_its_series_for_the_sectors_of_the_market(
    town: Town,
) -> None:
    sector, other = a_sector(town), a_sector(town, "Otro")
    for day in (3, 4):
        a_complaint(town, sector, local(town, date(2026, 3, day)))
    a_complaint(town, sector, local(town, date(2026, 4, 9)), verified=True)
    a_complaint(town, other, local(town, date(2026, 3, 3)))
    a_complaint(town, None, local(town, date(2026, 3, 3)))
    a_point(town, sector, date(2026, 3, 20))
    a_point(town, other, date(2026, 1, 20), "P-2")
    a_procedure(town, date(2026, 4, 30), "1", sector_id=sector.id)
    a_procedure(town, date(2026, 5, 1), "2", sector_id=sector.id)
    kept = freeze(town, a_market(town, "M-1"), sector)
    assert (kept.from_on, kept.to_on) == (date(2026, 2, 1), date(2026, 4, 30))
    assert kept.sectors == [{"id": str(sector.id), "name": "Colon"}]
    names = ("month", "verified", "unverified", "points", "procedures")
    assert [tuple(row[name] for name in names) for row in kept.rows] == [
        ("2026-02", 0, 0, 0, 0),
        ("2026-03", 0, 2, 1, 0),
        ("2026-04", 1, 0, 1, 1),
    ]


def test_a_complaint_belongs_to_the_month_of_the_place(town: Town) -> None:
    sector = a_sector(town)
    a_complaint(town, sector, datetime(2026, 3, 1, 2, 59, tzinfo=UTC))  # still February there
    a_complaint(town, sector, local(town, date(2026, 4, 30), "23:59"))
    a_complaint(town, sector, local(town, date(2026, 5, 1), "00:01"))
    assert counted(town, sector, "unverified") == [1, 0, 1]


def test_what_was_withdrawn_does_not_count_and_a_point_lends_its_sector(town: Town) -> None:
    sector = a_sector(town)
    point = a_point(town, sector, date(2026, 2, 2))
    a_complaint(town, None, local(town, date(2026, 2, 3)), point_id=point.id)
    a_procedure(town, date(2026, 2, 3), "1", point_id=point.id)
    gone = a_complaint(town, sector, local(town, date(2026, 3, 3)))
    gone.withdrawn_reason = "Repetida en la misma noche."
    gone.withdrawn_at, gone.withdrawn_by_id = town.clock(), town.users["ter1"].id
    town.session.flush()
    kept = freeze(town, a_market(town, "M-1"), sector)
    assert [(row["unverified"], row["procedures"]) for row in kept.rows] == [(1, 1), (0, 0), (0, 0)]


def test_a_point_counts_from_its_detection_until_it_is_reduced(town: Town) -> None:
    sector = a_sector(town)
    point = a_point(town, sector, date(2026, 1, 5))
    a_change(town, point, 1, PointStatus.ACTIVE, date(2026, 1, 5))
    a_change(town, point, 2, PointStatus.UNDER_INVESTIGATION, date(2026, 2, 5))
    a_change(town, point, 3, PointStatus.REDUCED, date(2026, 3, 31))
    a_change(town, point, 4, PointStatus.REACTIVATED, date(2026, 4, 2))
    assert counted(town, sector, "points") == [1, 0, 1]


def test_a_change_that_was_undone_does_not_count(town: Town) -> None:
    sector = a_sector(town)
    point = a_point(town, sector, date(2026, 1, 5))
    a_change(town, point, 1, PointStatus.ACTIVE, date(2026, 1, 5))
    wrong = a_change(town, point, 2, PointStatus.REDUCED, date(2026, 2, 5))
    back = {"reason": "Era otro punto.", "undoes_id": wrong.id}
    a_change(town, point, 3, PointStatus.ACTIVE, date(2026, 5, 5), **back)
    assert counted(town, sector, "points") == [1, 1, 1]


def test_the_fingerprint_tells_every_part_of_a_baseline(town: Town) -> None:
    kept = freeze(town, a_market(town, "M-1"), a_sector(town))
    parts: list[Any] = [kept.market_id, kept.from_on, kept.to_on, kept.sectors, kept.rows]
    assert fingerprint(*parts) == kept.hash
    changed: list[Any] = [
        town.place.id,
        date(2026, 2, 2),
        date(2026, 4, 29),
        [{**kept.sectors[0], "name": "Colón"}],
        [{**kept.rows[0], "points": 1}, *kept.rows[1:]],
    ]
    for place, other in enumerate(changed):
        told = [*parts[:place], other, *parts[place + 1 :]]
        assert fingerprint(*told) != kept.hash
