"""Somebody in support, whom more people know than may read what they said."""

import pytest

from dmi.people.models.pathway import Pathway
from dmi.policy.matrix import Condition
from tests.builders import assign, open_to
from tests.conftest import Clock
from tests.people import Town
from tests.support.stories import came, enrolled


@pytest.fixture
def pathway(town: Town, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Pathway:
    """Write somebody who was enrolled yesterday, with a psychologist and a coach beside ts1."""
    made = came(town, monkeypatch)
    enrolled(town, clock, made)
    for name in ("psi1", "lab1", "fis1"):
        assign(town, name, made)
    for name in ("psi1", "lab1"):
        open_to(town, name, made, Condition.FROM_ENROLMENT)
    town.session.commit()
    return made
