"""The tables of the register refuse what must never stand in them, on either database."""

from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from dmi.territory.models.place import School
from tests.builders import placed
from tests.people import Town
from tests.territory.registers import a_complaint


def test_no_contact_can_be_kept_beside_an_anonymous_complaint(town: Town) -> None:
    kept = a_complaint(town, is_anonymous=False, contact="Vecina del pasaje 4")
    assert kept.complainant_contact == "Vecina del pasaje 4"
    with pytest.raises(IntegrityError, match="anonymous_without_contact"):
        a_complaint(town, is_anonymous=True, contact="Vecina del pasaje 4")


def test_what_was_told_is_not_readable_in_the_database(town: Town) -> None:
    row = a_complaint(town, is_anonymous=True)
    assert row.text_sealed is not None
    assert b"Venden" not in row.text_sealed
    town.session.expire(row)
    assert row.text == "Venden desde las ocho de la noche."


def test_a_school_keeps_its_place_to_a_tenth_of_a_metre(town: Town) -> None:
    lon, lat = Decimal("-70.566312"), Decimal("-33.408645")
    row = placed(town, School(school_code="8911", name="Liceo", lon=lon, lat=lat))
    town.session.expire(row)
    assert (row.lon, row.lat) == (lon, lat)
