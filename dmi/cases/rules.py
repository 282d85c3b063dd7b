"""Limitation dates and legal vehicles: no database, no page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dmi.cases.words import LimitationEventKind, VehicleBar, VehicleField
from dmi.kernel.calendar import add_months
from dmi.profiles.profile import Profile
from dmi.profiles.words import OffenceCode, VehicleKind

MONTHS = 12
ABROAD_SHARE = 2
CRIMES = frozenset({OffenceCode.L20000_3, OffenceCode.GENERIC_MAJOR})
PAUSES = frozenset(
    {
        LimitationEventKind.FORMALISATION,
        LimitationEventKind.SUSPENSION,
        LimitationEventKind.TOLLING,
    }
)


@dataclass(frozen=True, slots=True)
class Clock:
    """The limitation of one buy before anything interrupted it."""

    starts_on: date
    years: int
    prescribes_on: date


@dataclass(frozen=True, slots=True)
class Event:
    """One fact that moves limitation."""

    kind: LimitationEventKind
    on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Limitation:
    """When the last buy of a case prescribes, and whether time stands still."""

    newest: date | None = None
    is_suspended: bool = False

    def runs_on(self, day: date) -> bool:
        """Tell whether the case could still be filed on ``day``."""
        return self.is_suspended or (self.newest is not None and self.newest >= day)


def years_setting(offence: OffenceCode, age_at_act: int | None, adult_age: int) -> str:
    """Return the setting that holds the years of an offence at an age; 18 when not known."""
    crime = "crime" if offence in CRIMES else "simple"
    youth = "youth_" if age_at_act is not None and age_at_act < adult_age else ""
    return f"limitation_{youth}{crime}_years"


def clock_of(starts_on: date, years: int) -> Clock:
    """Return the clock of one buy."""
    return Clock(starts_on, years, add_months(starts_on, years * MONTHS))


def limitation_of(clocks: Iterable[Clock], events: Iterable[Event], today: date) -> Limitation:
    """Return the newest limitation date of a case after everything that moved it.

    A new offence starts the time again. Charge, suspension and tolling stop it until they end
    and add their days; days abroad count half. Proceedings that stall end a pause.
    """
    running = list(clocks)
    happened = sorted((one for one in events if one.on <= today), key=lambda one: one.on)
    for event in happened:
        if event.kind is LimitationEventKind.NEW_OFFENCE:
            running = [clock_of(event.on, clock.years) for clock in running]
    if not running:
        return Limitation()
    newest = max(clock.prescribes_on for clock in running)
    stalls = [one.on for one in happened if one.kind is LimitationEventKind.PROCEEDINGS_STALLED]
    is_suspended = False
    for event in happened:
        ended = event.ended_on or min((day for day in stalls if day >= event.on), default=None)
        if event.kind in PAUSES:
            is_suspended = is_suspended or ended is None or ended > today
            newest += (ended or today) - event.on
        elif event.kind is LimitationEventKind.ABSENCE_ABROAD:
            newest += timedelta(days=((event.ended_on or today) - event.on).days // ABROAD_SHARE)
    return Limitation(newest, is_suspended)


def missing_fields(profile: Profile, given: Mapping[str, Any]) -> list[VehicleField]:
    """Return what the chosen vehicle still lacks on file."""
    kind: VehicleKind | None = given.get("kind")
    if kind is None or kind not in profile.vehicles:
        return [VehicleField.KIND]
    required = profile.vehicles[kind].required
    return [VehicleField(name) for name in required if given.get(name) in {None, "", False}]


def bars(
    profile: Profile,
    given: Mapping[str, Any],
    offence: OffenceCode,
    today: date,
    aggravated: Iterable[str] = (),
) -> list[VehicleBar]:
    """Return why the chosen vehicle is not open for an adult with this offence."""
    kind: VehicleKind | None = given.get("kind")
    if kind is None or kind not in profile.vehicles:
        return [VehicleBar.UNKNOWN]
    vehicle = profile.vehicles[kind]
    months, hearing = given.get("term_months"), given.get("next_hearing_on")
    low, high = vehicle.term_months or (0, 0)
    every = vehicle.hearing_every_months
    found = {
        VehicleBar.CLOSED_FOR_ADULTS: offence in vehicle.closed_for_adults_under,
        VehicleBar.AGGRAVATED: vehicle.needs_penalty_when_aggravated
        and bool(list(aggravated))
        and not given.get("penalty_stated"),
        VehicleBar.TERM: vehicle.term_months is not None
        and months is not None
        and not low <= int(months) <= high,
        VehicleBar.HEARING: every is not None
        and hearing is not None
        and hearing > add_months(today, every),
    }
    return [bar for bar, stands in found.items() if stands]
