"""Steps of review and decision."""

from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.model import Kind, Step, line

STEPS: tuple[Step, ...] = (
    line(
        "P.certify_evidence",
        N_("Certify the evidence"),
        moves="BUILDING > EVIDENCE_READY",
        who="FIS",
        guards="evidence_sufficient certifier_not_collector identity_confirmed not_adolescent",
        recorded="certificate, exception_reason",
        verb="eligibility.evidence.certified",
        rules="C6 C23 C31 F20",
        data_class=DataClass.CASE_FILE,
    ),
    line(
        "P.withdraw_certificate",
        N_("Withdraw the certificate"),
        moves="EVIDENCE_READY > BUILDING",
        who="FIS",
        guards="reason_given not_adolescent",
        recorded="reason",
        verb="eligibility.certificate.withdrawn",
        rules="F38",
        data_class=DataClass.CASE_FILE,
        kind=Kind.SIDE,
    ),
    line(
        "P.open_review",
        N_("Open the review"),
        moves="EVIDENCE_READY > IN_REVIEW",
        who="FIS",
        guards=(
            "criteria_current reviewers_named conflicts_declared identity_confirmed "
            "valid_evidence_referenced not_adolescent"
        ),
        recorded="criteria_version, reviewers, due_on",
        verb="eligibility.review.opened",
        rules="C23 F46 F48",
        data_class=DataClass.OPINIONS,
    ),
    line(
        "P.return_for_work",
        N_("Return for more work"),
        moves="IN_REVIEW|DISPUTED > BUILDING",
        who="FIS",
        guards="reason_given fields_complete not_adolescent",
        recorded="reason, tasks",
        verb="eligibility.review.returned",
        rules="F38 F146",
        data_class=DataClass.OPINIONS,
        kind=Kind.SIDE,
    ),
    line(
        "P.decide_candidate",
        N_("Record the decision: opportunity way"),
        moves="IN_REVIEW > CANDIDATE",
        who="FIS",
        guards=(
            "opinions_in opinions_equal opinion_givers_uninvolved criteria_answered "
            "aggravators_answered exclusions_cleared decision_reasons_written "
            "decider_uninvolved not_adolescent"
        ),
        recorded="outcome, reasons, criteria_version, policy_version, profile_version, override",
        verb="eligibility.decision.recorded_candidate",
        rules="C25 C26 C30 C31 U8 U10 F36 F39",
        data_class=DataClass.DECISION,
    ),
    line(
        "P.decide_prosecution",
        N_("Record the decision: prosecution way"),
        moves="IN_REVIEW > PROSECUTION",
        who="FIS",
        guards=(
            "opinions_in opinions_equal opinion_givers_uninvolved criteria_answered "
            "aggravators_answered exclusions_cleared decision_reasons_written "
            "decider_uninvolved not_adolescent"
        ),
        recorded="outcome, reasons, criteria_version, policy_version, profile_version, override",
        verb="eligibility.decision.recorded_prosecution",
        rules="C26 C30 C31 U8 U10 F36 F43",
        data_class=DataClass.DECISION,
    ),
    line(
        "P.open_dispute",
        N_("Open the dispute"),
        moves="IN_REVIEW > DISPUTED",
        who="POL|FIS",
        guards="opinions_in opinions_differ not_adolescent",
        recorded="opinions, due_on",
        verb="eligibility.dispute.opened",
        rules="U9 C30",
        data_class=DataClass.OPINIONS,
    ),
    line(
        "P.settle_candidate",
        N_("Settle the dispute: opportunity way"),
        moves="DISPUTED > CANDIDATE",
        who="FIS+FIS",
        guards=(
            "dispute_minuted criteria_answered aggravators_answered exclusions_cleared "
            "decision_reasons_written decider_uninvolved not_adolescent second_person"
        ),
        recorded="minutes, outcome, reasons",
        verb="eligibility.dispute.settled_candidate",
        rules="U9 U10 C30 F41 C31",
        data_class=DataClass.DECISION,
    ),
    line(
        "P.settle_prosecution",
        N_("Settle the dispute: prosecution way"),
        moves="DISPUTED > PROSECUTION",
        who="FIS+FIS",
        guards=(
            "dispute_minuted criteria_answered aggravators_answered exclusions_cleared "
            "decision_reasons_written decider_uninvolved not_adolescent second_person"
        ),
        recorded="minutes, outcome, reasons",
        verb="eligibility.dispute.settled_prosecution",
        rules="U9 U10 C30 F41 C31",
        data_class=DataClass.DECISION,
    ),
    line(
        "P.send_to_youth_track",
        N_("Refer to the youth track"),
        moves="IDENTIFIED|BUILDING|EVIDENCE_READY|IN_REVIEW|DISPUTED|CANDIDATE > YOUTH",
        who="FIS",
        guards="is_adolescent youth_defender_referred",
        recorded="referral, defender, guardian_told",
        verb="eligibility.youth.referred",
        rules="C24 C44 F33",
        data_class=DataClass.DECISION,
    ),
    line(
        "P.reopen_review",
        N_("Reopen the review"),
        moves="PROSECUTION > IN_REVIEW",
        who="FIS+FIS",
        guards="new_facts_written not_yet_charged criteria_current second_person",
        recorded="reasons, criteria_version",
        verb="eligibility.review.reopened",
        rules="F41",
        data_class=DataClass.DECISION,
        kind=Kind.REOPEN,
    ),
    line(
        "P.remove_insufficient",
        N_("Remove for insufficient evidence"),
        moves="IN_REVIEW|BUILDING > REMOVED",
        who="FIS",
        guards="fields_complete reason_given not_adolescent",
        recorded="reason_code, reason, purge_on",
        verb="eligibility.pathway.removed_insufficient",
        rules="C23 C60 F38 F104",
        data_class=DataClass.OPINIONS,
        kind=Kind.SIDE,
    ),
    line(
        "P.tell_decision",
        N_("Tell the decision"),
        moves="CANDIDATE|PROSECUTION|CASE_READY|NOT_SERVED|INVITED > SAME",
        who="FIS",
        guards="decision_signed fields_complete not_adolescent",
        recorded="told_at, paper",
        verb="eligibility.decision.told",
        rules="U14 F37",
        data_class=DataClass.DECISION,
        kind=Kind.SIDE,
        grants="+DEF:decision,opinions,case_file",
    ),
    line(
        "OP.give_opinion",
        N_("Give the sealed opinion"),
        moves="START > GIVEN",
        who="POL|FIS",
        guards="opinion_reasons_written author_uninvolved named_reviewer criteria_answered",
        recorded="choice, reasons",
        verb="eligibility.opinion.given",
        rules="U8 C30 C31",
        data_class=DataClass.OPINIONS,
    ),
    line(
        "OP.unseal_opinions",
        N_("Unseal the opinions"),
        moves="GIVEN > UNSEALED",
        who="SYS",
        guards="opinions_in",
        recorded="unsealed_at",
        verb="eligibility.opinion.unsealed",
        rules="U8",
        data_class=DataClass.OPINIONS,
        kind=Kind.SYSTEM,
    ),
    line(
        "OP.withdraw_opinion",
        N_("Withdraw the opinion"),
        moves="GIVEN > WITHDRAWN",
        who="POL|FIS",
        guards="still_sealed reason_given own_row",
        recorded="reason",
        verb="eligibility.opinion.withdrawn",
        rules="U8 F121",
        data_class=DataClass.OPINIONS,
        kind=Kind.REVERSE,
    ),
)
