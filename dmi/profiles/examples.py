"""Invented names and places for a demonstration: written once, never over what is there."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.profiles.models import Setting
from dmi.profiles.profile import load

BY_NOBODY = "00000000-0000-0000-0000-000000000000"


def seed_examples(session: Session, code: str, on: date, at: datetime) -> int:
    """Write the profile's example settings that are not set yet; return how many."""
    kept = set(session.scalars(select(Setting.name).where(Setting.profile == code)))
    wanted = {
        name: value for name, value in load(code).example_settings.items() if name not in kept
    }
    session.add_all(
        Setting(
            name=name,
            profile=code,
            value=value,
            in_force_from=on,
            set_by_ref=BY_NOBODY,
            approved_on=on,
            created_at=at,
        )
        for name, value in wanted.items()
    )
    session.flush()
    return len(wanted)
