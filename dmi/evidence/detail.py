"""Which investigative fields this installation may hold and show."""

from typing import Any

from dmi.access.acting import Acting
from dmi.profiles.profile import load

FULLEST = "full"


def is_open(acting: Acting, field: str) -> bool:
    """Return whether ``field`` ("Buy.narrative") is held in the mode in force."""
    mode = acting.setting("investigative_detail") or FULLEST
    return load(acting.profile).is_open(mode, field)


def shown(acting: Acting, field: str, value: Any) -> Any:
    """Return the value where its field is open, or nothing."""
    return value if is_open(acting, field) else None
