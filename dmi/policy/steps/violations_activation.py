"""Steps of a banked case that is activated, or not."""

from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.model import Kind, Step, line

STEPS: tuple[Step, ...] = (
    line(
        "B.request_activation",
        N_("Ask for the activation"),
        moves="LIVE > ACTIVATION_REQUESTED",
        who="FIS",
        guards=(
            "finding_founded_for_case pathway_open_to_activation limitation_running "
            "recertified_recently activation_conditions_for_kind finding_final"
        ),
        recorded="finding, reasons",
        verb="violations.activation.requested",
        rules="U12 U19 C51 F97 C50",
        data_class=DataClass.CASE_FILE,
    ),
    line(
        "B.confirm_filing",
        N_("Confirm the activation"),
        moves="ACTIVATION_REQUESTED > FILED",
        who="FIS+FIS",
        guards=(
            "second_person finding_final limitation_running recertified_recently "
            "fields_complete defender_notified"
        ),
        recorded="charge_ref, oficio",
        verb="violations.activation.confirmed",
        rules="U12 C50 C51 F99 C20",
        data_class=DataClass.CASE_FILE,
    ),
    line(
        "B.refuse_activation",
        N_("Refuse the activation"),
        moves="ACTIVATION_REQUESTED > LIVE",
        who="FIS",
        guards="decider_not_requester decision_reasons_written",
        recorded="reasons, document",
        verb="violations.activation.refused",
        rules="F98",
        data_class=DataClass.CASE_FILE,
        kind=Kind.SIDE,
    ),
    line(
        "B.decide_not_to_activate",
        N_("Decide not to activate"),
        moves="LIVE > LIVE",
        who="FIS",
        guards="fields_complete decision_reasons_written",
        recorded="finding, reasons, document",
        verb="violations.activation.declined",
        rules="F98 C52",
        data_class=DataClass.CASE_FILE,
        kind=Kind.SIDE,
    ),
)
