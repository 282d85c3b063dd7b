"""Steps of a cohort, taken by the programme."""

from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.model import Kind, Step, line, undo

STEPS: tuple[Step, ...] = (
    line(
        "M.commit_cohort",
        N_("Record the commitments of the institutions"),
        moves="PROPOSED > COMMITTED",
        who="JEF",
        guards="commitments_current deputies_named training_complete readiness_list_complete",
        recorded="commitments, readiness_check",
        verb="programme.cohort.committed",
        rules="U24 F112",
        data_class=DataClass.COMMITMENTS,
    ),
    line(
        "M.choose_market",
        N_("Choose the market"),
        moves="COMMITTED > MAPPED",
        who="ANA+JEF",
        guards="two_markets_scored choice_reasoned baseline_frozen second_person",
        recorded="ranking, reasons, alternatives, baseline_hash",
        verb="programme.market.chosen",
        rules="U5 F3 F6",
        data_class=DataClass.TERRITORY,
    ),
    line(
        "M.begin_identifying",
        N_("Begin identifying people"),
        moves="MAPPED > IDENTIFYING",
        who="JEF",
        guards="survey_planned report_channels_set commitments_current",
        recorded="survey_plan, channels, started_on",
        verb="programme.identification.begun",
        rules="F4",
        data_class=DataClass.COMMITMENTS,
    ),
    line(
        "M.begin_building",
        N_("Begin building cases"),
        moves="IDENTIFYING > BUILDING_CASES",
        who="FIS",
        guards="authorisation_live",
        recorded="authorisation",
        verb="programme.casework.begun",
        rules="C3 C4",
        data_class=DataClass.COMMITMENTS,
    ),
    line(
        "M.begin_reviewing",
        N_("Begin reviewing"),
        moves="BUILDING_CASES > REVIEWING",
        who="FIS",
        guards="evidence_share_reached criteria_current",
        recorded="counts_by_stage",
        verb="programme.review.begun",
        rules="F43",
        data_class=DataClass.COMMITMENTS,
    ),
    line(
        "M.schedule_callin",
        N_("Schedule the call-in"),
        moves="REVIEWING > CALLIN_SCHEDULED",
        who="JEF+FIS",
        guards=(
            "decisions_all_signed cases_all_banked slots_cover_invited defender_confirmed "
            "speakers_confirmed commitments_current venue_and_safety_plan_set "
            "callin_day_is_clear second_person safe_passage_guaranteed text_version_approved"
        ),
        recorded="readiness_sheet, callin_on",
        verb="programme.callin.scheduled",
        rules="U24 F49",
        data_class=DataClass.COMMITMENTS,
    ),
    line(
        "M.unschedule_callin",
        N_("Take back the date of the call-in"),
        moves="CALLIN_SCHEDULED > REVIEWING",
        who="JEF+FIS",
        guards="letters_all_recalled invited_people_told reason_given second_person",
        recorded="reason, recall_list",
        verb="programme.callin.unscheduled",
        rules="F59",
        data_class=DataClass.COMMITMENTS,
        kind=Kind.SIDE,
    ),
    line(
        "M.close_callin",
        N_("Close the call-in"),
        moves="CALLIN_SCHEDULED > CALLIN_DONE",
        who="SEC+JEF",
        guards="ledger_signed_by_two second_person",
        recorded="ledger",
        verb="programme.callin.closed",
        rules="U19 F50",
        data_class=DataClass.ATTENDANCE,
    ),
    line(
        "M.begin_maintenance",
        N_("Begin the maintenance stage"),
        moves="CALLIN_DONE > MAINTENANCE",
        who="JEF",
        guards="debrief_done promises_owned",
        recorded="debrief, promises",
        verb="programme.maintenance.begun",
        rules="F146",
        data_class=DataClass.COMMITMENTS,
    ),
    line(
        "M.close_cohort",
        N_("Close the cohort"),
        moves="MAINTENANCE > CLOSED",
        who="JEF+AUD",
        guards=(
            "maintenance_months_passed no_open_violation_in_cohort cases_all_ended "
            "outcome_report_published second_person"
        ),
        recorded="closing_report",
        verb="programme.cohort.closed",
        rules="F78 F112",
        data_class=DataClass.COMMITMENTS,
    ),
    line(
        "M.suspend_cohort",
        N_("Suspend the cohort"),
        moves=(
            "PROPOSED|COMMITTED|MAPPED|IDENTIFYING|BUILDING_CASES|REVIEWING|CALLIN_SCHEDULED|"
            "CALLIN_DONE|MAINTENANCE > SUSPENDED"
        ),
        who="JEF",
        guards="reason_given recall_list_shown",
        recorded="reason, suspended_from, notices",
        verb="programme.cohort.suspended",
        rules="F4",
        data_class=DataClass.COMMITMENTS,
        kind=Kind.SIDE,
    ),
    line(
        "M.resume_cohort",
        N_("Resume the cohort"),
        moves="SUSPENDED > PREVIOUS",
        who="JEF",
        guards="commitments_current reason_given",
        recorded="reason, resumed_to",
        verb="programme.cohort.resumed",
        rules="F4",
        data_class=DataClass.COMMITMENTS,
        kind=Kind.SIDE,
    ),
    line(
        "M.abandon_cohort",
        N_("Abandon the cohort"),
        moves=(
            "PROPOSED|COMMITTED|MAPPED|IDENTIFYING|BUILDING_CASES|REVIEWING|CALLIN_SCHEDULED|"
            "CALLIN_DONE|MAINTENANCE|SUSPENDED > ABANDONED"
        ),
        who="JEF+FIS",
        guards=(
            "reason_given letters_all_recalled invited_people_told cases_all_ended second_person"
        ),
        recorded="reason, notices",
        verb="programme.cohort.abandoned",
        rules="F4",
        data_class=DataClass.COMMITMENTS,
        kind=Kind.SIDE,
    ),
    undo(
        "M",
        who="SAME|SAME+JEF|SAME+FIS",
        verb="programme.cohort.reversed",
        rules="F45 F121",
        data_class=DataClass.COMMITMENTS,
    ),
)
