"""Steps of a person from the offer to the support."""

from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.model import Kind, Step, line

STEPS: tuple[Step, ...] = (
    line(
        "P.explain_offer",
        N_("Explain the offer"),
        moves="ATTENDED|EXCUSED|NO_SHOW > OFFERED",
        who="TS",
        guards=(
            "meeting_ended made_up_if_absent rights_sheet_given counsel_offered "
            "confidentiality_limits_told not_adolescent"
        ),
        recorded="explained_at, rights_sheet_version, counsel, answer_by",
        verb="support.offer.explained",
        rules="C41 C42 F62",
        data_class=DataClass.AGREEMENT,
    ),
    line(
        "P.sign_agreement",
        N_("Sign the agreement"),
        moves="OFFERED > ENROLLED",
        who="TS",
        guards=(
            "agreement_signed voluntary_and_understood thinking_time_passed consents_recorded "
            "confidentiality_limits_told case_vehicle_still_set dated_obligation_present "
            "case_manager_named caseload_below_limit first_checkin_planned person_not_blocked "
            "not_adolescent"
        ),
        recorded="agreement, consents, case_manager, deputy, series, first_checkin",
        verb="support.agreement.signed",
        rules="C42 C43 F63 F65 U20 C36 C46",
        data_class=DataClass.AGREEMENT,
        grants="+PSI,LAB:identity,pathway_stage,decision",
    ),
    line(
        "P.record_decline",
        N_("Record that the offer was declined"),
        moves="OFFERED > DECLINED",
        who="TS",
        guards="answer_is_no_or_deadline_passed not_adolescent",
        recorded="response, reason",
        verb="support.offer.declined",
        rules="F62 F104",
        data_class=DataClass.AGREEMENT,
    ),
    line(
        "P.begin_support",
        N_("Begin the support"),
        moves="ENROLLED > ACTIVE",
        who="TS",
        guards="first_meeting_held needs_assessed not_adolescent",
        recorded="plan, phase",
        verb="support.support.begun",
        rules="U20 F66",
        data_class=DataClass.AGREEMENT,
    ),
    line(
        "P.pause_support",
        N_("Pause the support"),
        moves="ENROLLED|ACTIVE > PAUSED",
        who="TS|JEF",
        guards="fields_complete pause_review_dated not_adolescent",
        recorded="reason, review_on",
        verb="support.support.paused",
        rules="F42",
        data_class=DataClass.PATHWAY_STAGE,
        kind=Kind.SIDE,
    ),
    line(
        "P.resume_support",
        N_("Resume the support"),
        moves="PAUSED > ACTIVE",
        who="TS|JEF",
        guards="reason_given needs_assessed not_adolescent",
        recorded="reason",
        verb="support.support.resumed",
        rules="F42",
        data_class=DataClass.PATHWAY_STAGE,
        kind=Kind.SIDE,
    ),
    line(
        "P.reconsider",
        N_("Reopen the offer"),
        moves="DECLINED > OFFERED",
        who="TS",
        guards="mind_changed_by_person case_live counsel_offered not_adolescent",
        recorded="asked_on, answer_by",
        verb="support.offer.reopened",
        rules="C42 F62",
        data_class=DataClass.AGREEMENT,
        kind=Kind.SIDE,
    ),
)
