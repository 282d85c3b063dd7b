"""The days on which offices are closed: the published calendar and what an admin added."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dmi.profiles.profile import Profile


@dataclass(frozen=True)
class Holidays:
    """The holidays of one part of a place; calling it answers for one day."""

    profile: Profile
    added: Mapping[date, str]
    part: str = ""

    def __call__(self, day: date) -> bool:
        """Return whether the day is a holiday.

        Raises:
            YearNotCovered: the published calendar does not reach the year.
        """
        return self.name(day) is not None

    def name(self, day: date) -> str | None:
        """Return the name of the holiday, or nothing on an ordinary day."""
        published = self.profile.holidays_of(day.year, self.part)
        return published.get(day) or self.added.get(day)
