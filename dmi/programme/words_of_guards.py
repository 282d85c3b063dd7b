"""What a statement is about: one short name for each condition that is still stated."""

from dmi.kernel.words import N_

NAMES: dict[str, str] = {
    "commitments_current": N_("Commitments of every institution are in force"),
    "deputies_named": N_("Every institution named a deputy"),
    "training_complete": N_("Everybody at the table is trained"),
    "readiness_list_complete": N_("The readiness list is complete"),
    "slots_cover_invited": N_("Service places cover everybody invited"),
    "defender_confirmed": N_("The defender will be at the meeting"),
    # Judged by other rooms now; what was stated before stays readable.
    "speakers_confirmed": N_("The community speakers are confirmed"),
    "maintenance_months_passed": N_("The monthly reviews were held"),
    "outcome_report_published": N_("The outcome report is published"),
}
