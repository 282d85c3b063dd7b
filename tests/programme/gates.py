"""Conditions of other features stand aside, so that a gate is tested for what is its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from dmi.access.guards import GUARDS, Guard
from dmi.app import BLUEPRINTS
from dmi.policy import pathway
from dmi.programme.guards import STATED
from dmi.programme.models import MaintenanceReview
from dmi.territory.models.cohort import Cohort
from tests.builders import placed
from tests.people import Town

OWN = frozenset(
    {
        *STATED,
        "maintenance_months_passed",
        "survey_planned",
        "report_channels_set",
        "two_markets_scored",
        "choice_reasoned",
        "baseline_frozen",
        "cohort_is_scheduled",
        "second_person",
        "reason_given",
    }
)


def reviewed(town: Town, cohort: Cohort, month: str) -> None:
    """Write the review of a month."""
    row = MaintenanceReview(
        cohort_id=cohort.id,
        month=month,
        trigger_hit=False,
        held_on=town.clock().date(),
        held_by_id=town.users["jef1"].id,
    )
    placed(town, row, cohort)


@contextmanager
def others_met(*judged: str) -> Iterator[None]:
    """Answer every guard of the cohort's steps that another feature judges, but those named."""
    for name in BLUEPRINTS:  # a guard registered only now would find its name taken, and be lost
        import_module(name)
    kept = dict(GUARDS)
    keys = [key for key in pathway.STEPS if key.startswith("M.")]
    for key in [*keys, "N.fix_date", "N.postpone_meeting"]:
        for name in pathway.step(key).guards:
            if name not in OWN | {*judged}:
                GUARDS[name] = Guard(name, lambda _look: None, of_form=False)
    try:
        yield
    finally:
        GUARDS.clear()
        GUARDS.update(kept)
