"""Conditions that read the cohort."""

from dmi.access.guards import Gap, Look, guard
from dmi.policy.states import CohortStage

NAMING = frozenset({CohortStage.IDENTIFYING, CohortStage.BUILDING_CASES, CohortStage.REVIEWING})
BUILDING = frozenset({CohortStage.BUILDING_CASES, CohortStage.REVIEWING})


@guard("survey_planned", of_form=True)
def survey_planned(look: Look) -> Gap:
    """A cohort begins to identify people once it is written who asks whom."""
    return None if look.row.survey_plan or look.text("survey_plan") else {}


@guard("report_channels_set", of_form=True)
def report_channels_set(look: Look) -> Gap:
    """At least one way to report is open."""
    return None if look.row.report_channels or look.field("report_channels") else {}
