"""Settings: what each may hold, and which value is in force on a day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dmi.profiles.figures import BadValue, Kind, by_name
from dmi.profiles.labels import LABELS
from dmi.profiles.models import Holiday, Setting, TextBlock, TextVersion
from dmi.profiles.profile import NoSuchProfile, YearNotCovered, load
from dmi.profiles.queries import holiday_calendar, setting, settings_in_force
from dmi.profiles.words import HolidayKind, OffenceCode, VehicleKind
from dmi.store.base import Base

CL = load("cl")
DAY = date(2026, 3, 12)
AT = datetime(2026, 3, 12, 12, tzinfo=UTC)


@pytest.fixture
def session() -> Iterator[Session]:
    """Return a session on an empty database that holds the tables of this area."""
    engine = create_engine("sqlite://")
    tables = [model.__table__ for model in (Setting, Holiday, TextVersion, TextBlock)]
    Base.metadata.create_all(engine, tables=tables)
    with Session(engine, info={"acting": None}) as opened:
        yield opened
    engine.dispose()


def changed(value: str, since: date, approved_on: date | None) -> Setting:
    return Setting(
        name="usable_buys_min",
        profile="cl",
        value=value,
        in_force_from=since,
        set_by_ref="adm1",
        approved_on=approved_on,
        created_at=AT,
    )


def test_every_default_is_a_value_of_its_setting() -> None:
    for figure in CL.figures.values():
        if figure.default:
            figure.read(figure.default)
        if figure.kind in {Kind.INTEGER, Kind.DECIMAL} and figure.minimum:
            assert Decimal(figure.minimum) <= Decimal(figure.default) <= Decimal(figure.maximum)


def test_what_names_a_place_or_is_chosen_has_no_default_but_an_example() -> None:
    empty = {figure.name for figure in CL.figures.values() if not figure.default}
    assert empty == set(CL.example_settings)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("usable_buys_min", "3", 3),
        ("slots_per_invited", "1.5", Decimal("1.5")),
        ("limitation_alerts", "180,90,30", (180, 90, 30)),
        ("source_weights", "1.0,0.6,0.3", (Decimal("1.0"), Decimal("0.6"), Decimal("0.3"))),
        ("adolescents", "off", False),
        ("investigative_detail", "reference_only", "reference_only"),
        ("data_law_effective", "2026-12-01", date(2026, 12, 1)),
        ("message_hours", "09:00-20:00", "09:00-20:00"),
        ("issue_place", "Las Condes", "Las Condes"),
    ],
)
def test_a_value_is_read_by_its_kind(name: str, text: str, value: object) -> None:
    assert CL.figures[name].read(text) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("usable_buys_min", "0"),
        ("usable_buys_min", "6"),
        ("usable_buys_min", "2.5"),
        ("usable_buys_min", "many"),
        ("slots_per_invited", "NaN"),
        ("adolescents", "maybe"),
        ("investigative_detail", ""),
        ("data_law_effective", "01-12-2026"),
        ("message_hours", "9-20"),
    ],
)
def test_a_bad_value_is_refused(name: str, text: str) -> None:
    with pytest.raises(BadValue) as refused:
        CL.figures[name].read(text)
    assert refused.value.name == name


def test_two_settings_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="one name"):
        by_name((CL.figures["adolescents"], CL.figures["adolescents"]))


def test_the_newest_approved_value_is_in_force(session: Session) -> None:
    session.add_all(
        [
            changed("3", DAY, DAY),
            changed("4", DAY + timedelta(days=30), DAY),
            changed("5", DAY - timedelta(days=1), None),
        ]
    )
    session.flush()
    assert setting(session, "cl", "usable_buys_min", DAY - timedelta(days=1)) == 2
    assert setting(session, "cl", "usable_buys_min", DAY) == 3
    assert setting(session, "cl", "usable_buys_min", DAY + timedelta(days=30)) == 4
    assert setting(session, "xx", "usable_buys_min", DAY) == 2
    values = settings_in_force(session, "cl", DAY)
    assert values["usable_buys_min"] == "3"
    assert set(values) == set(CL.figures)


def test_a_setting_nobody_chose_has_no_value(session: Session) -> None:
    with pytest.raises(BadValue):
        setting(session, "cl", "investigative_detail", DAY)
    with pytest.raises(KeyError):
        setting(session, "cl", "no_such_setting", DAY)


def test_the_second_person_is_another(session: Session) -> None:
    row = changed("3", DAY, DAY)
    row.second_by_ref = "adm1"
    session.add(row)
    with pytest.raises(IntegrityError, match="two_people"):
        session.flush()


@pytest.mark.rule("F90", "C21")
def test_added_days_count_as_holidays(session: Session) -> None:
    moving = HolidayKind.OFFICE_CLOSED
    session.add(Holiday(day=DAY, name="Mudanza", kind=moving, created_at=AT))
    session.add(
        Holiday(
            day=DAY + timedelta(days=1),
            jurisdiction_code="13114",
            name="Aniversario",
            kind=HolidayKind.REGIONAL,
            created_at=AT,
        )
    )
    session.flush()
    here, elsewhere = (holiday_calendar(session, "cl", code) for code in ("13114", "13101"))
    assert here(DAY)
    assert here(DAY + timedelta(days=1))
    assert elsewhere(DAY)
    assert not elsewhere(DAY + timedelta(days=1))
    assert here.name(date(2026, 9, 18)) is not None
    assert here.name(date(2025, 11, 16)) == "Elecciones generales"
    assert not here(date(2026, 9, 17))


def test_a_region_has_its_own_days(session: Session) -> None:
    morro = date(2027, 6, 7)
    assert holiday_calendar(session, "cl", part="AP")(morro)
    assert not holiday_calendar(session, "cl")(morro)


def test_a_year_without_a_calendar_is_refused(session: Session) -> None:
    with pytest.raises(YearNotCovered) as refused:
        holiday_calendar(session, "cl")(date(2101, 1, 1))
    assert refused.value.year == 2101


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(NoSuchProfile):
        load("zz")


@pytest.mark.rule("C19")
def test_las_condes_and_every_comuna_of_the_region_are_known() -> None:
    assert CL.places["13114"] == "Las Condes"
    assert sum(code.startswith("13") for code in CL.places) == 52
    assert all(len(code) == 5 for code in CL.places)


def test_vehicles_carry_what_the_law_asks() -> None:
    assert "regional_approval_no" in CL.vehicles[VehicleKind.ARCH].required
    assert CL.vehicles[VehicleKind.SCP].term_months == (12, 36)
    assert CL.vehicles[VehicleKind.SCP_TTD].hearing_every_months == 1
    assert OffenceCode.L20000_4 in CL.vehicles[VehicleKind.OPORT].closed_for_adults_under
    assert CL.vehicles[VehicleKind.INV].has_standing_warning
    offered = {vehicle.condition for vehicle in CL.vehicles.values() if vehicle.condition}
    assert offered == {"inv", "arch", "scp", "scp_ttd"}


def test_detail_closes_fields_by_mode() -> None:
    assert CL.is_open("full", "Buy.narrative")
    assert not CL.is_open("reference_only", "Buy.narrative")
    assert CL.is_open("reference_only", "Buy.place")
    assert not CL.is_open("none", "Buy.place")
    assert CL.is_open("none", "Buy.occurred_at")


@pytest.mark.parametrize("profile", ["cl", "xx"])
def test_every_setting_is_called_something(profile: str) -> None:
    assert set(load(profile).figures) == set(LABELS)
