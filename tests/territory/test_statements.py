"""The lists of the register ask the database as often for fifty rows as for one."""

import pytest
from flask.testing import FlaskClient

from tests.desk.test_statements import asked_for
from tests.pages import sign_in
from tests.people import Town
from tests.territory.registers import (
    a_complaint,
    a_point,
    a_procedure,
    a_school,
    a_sector,
)

LIST = 6
SIZES = (1, 10, 50)


def grow(town: Town, before: int, size: int) -> None:
    for number in range(before, size):
        sector, school = a_sector(town, f"Sector {number}"), a_school(town, f"S{number:02}")
        point = a_point(town, number, sector, school)
        complaint = a_complaint(town, f"A-{number}")
        complaint.point_id, complaint.sector_id = point.id, sector.id
        procedure = a_procedure(town, f"P-{number}", point)
        procedure.sector_id = sector.id


@pytest.mark.parametrize(
    "address", ["/points", "/complaints", "/procedures", "/schools", "/sectors", "/excluded-places"]
)
@pytest.mark.parametrize("user", ["ter1", "jef1"])
def test_a_list_stays_within_its_statements(
    client: FlaskClient, town: Town, user: str, address: str
) -> None:
    counts, before = [], 0
    for size in SIZES:
        grow(town, before, size)
        before = size
        town.session.commit()
        sign_in(client, town, user)
        counts.append(asked_for(client, address))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= LIST, counts
