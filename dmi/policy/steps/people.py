"""Steps of nomination, identity, attribution, consent and mandate."""

from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.model import Kind, Step, line, undo

STEPS: tuple[Step, ...] = (
    line(
        "P.nominate",
        N_("Nominate"),
        moves="START > NOMINATED",
        who="POL|HND",
        guards=(
            "suspicion_written source_graded place_in_market cohort_takes_names "
            "not_under_minimum_age"
        ),
        recorded="source_type, source_grade, place, observed_on, suspicion_basis, purge_on",
        verb="people.nomination.recorded",
        rules="U3 C24 F25",
        data_class=DataClass.NOMINATIONS,
    ),
    line(
        "P.nominate_again",
        N_("Nominate again"),
        moves="REMOVED > NOMINATED",
        who="POL+POL",
        guards=(
            "suspicion_written source_newer_than_removal absolute_limit_not_passed second_person"
        ),
        recorded="nomination, reason",
        verb="people.nomination.renewed",
        rules="F104",
        data_class=DataClass.NOMINATIONS,
        kind=Kind.REOPEN,
    ),
    line(
        "P.identify",
        N_("Identify"),
        moves="NOMINATED > IDENTIFIED",
        who="POL",
        guards=(
            "identity_confirmed not_a_duplicate independently_sourced age_known "
            "not_under_minimum_age"
        ),
        recorded="identity_basis, confirmed_by, age_at_first_act",
        verb="people.person.identified",
        rules="U3 C16 C24 F28 F33 X30 C17",
        data_class=DataClass.IDENTITY,
    ),
    line(
        "P.remove",
        N_("Remove from the list"),
        moves="NOMINATED|IDENTIFIED|BUILDING > REMOVED",
        who="POL+POL|POL+FIS",
        guards="fields_complete second_person not_adolescent_once_identified",
        recorded="reason_code, reason, purge_on",
        verb="people.pathway.removed",
        rules="F104 C60",
        data_class=DataClass.NOMINATIONS,
        kind=Kind.SIDE,
    ),
    line(
        "P.begin_buys",
        N_("Begin the buys"),
        moves="IDENTIFIED > BUILDING",
        who="HND|POL",
        guards="authorisation_live cohort_builds_cases not_adolescent",
        recorded="authorisation",
        verb="people.buys.begun",
        rules="C1 C3 C24",
        data_class=DataClass.EVIDENCE,
    ),
    undo(
        "P",
        who="SAME|SAME+JEF|SAME+FIS",
        verb="people.move.reversed",
        rules="F45 F121",
        data_class=DataClass.PATHWAY_STAGE,
    ),
    line(
        "P.attach_nomination",
        N_("Attach another nomination"),
        moves="NOMINATED|IDENTIFIED|BUILDING > SAME",
        who="POL",
        guards="same_person_confirmed suspicion_written source_graded",
        recorded="nomination, attach_confirmed_by, attach_confirmed_at",
        verb="people.nomination.attached",
        rules="U3 F26",
        data_class=DataClass.NOMINATIONS,
        kind=Kind.SIDE,
    ),
    line(
        "J.attribute_buy",
        N_("Attribute the buy to this person"),
        moves="START > LINKED",
        who="HND|POL",
        guards="buy_counts_or_flagged basis_written same_cohort not_adolescent_known",
        recorded="basis, age_at_act, prescribes_on",
        verb="people.buy.attributed",
        rules="C15 C23 C24 U1",
        data_class=DataClass.EVIDENCE,
    ),
    line(
        "J.withdraw_attribution",
        N_("Withdraw the attribution"),
        moves="LINKED > WITHDRAWN",
        who="POL|HND|FIS",
        guards="reason_given certificate_warned",
        recorded="reason, certificates flagged",
        verb="people.buy.attribution_withdrawn",
        rules="F27 F121 U1",
        data_class=DataClass.EVIDENCE,
        kind=Kind.REVERSE,
    ),
    line(
        "CO.record_consent",
        N_("Record a consent"),
        moves="START > IN_FORCE",
        who="TS|PSI|LAB",
        guards="one_purpose_one_recipient fields_complete",
        recorded="purpose, recipient, answer, expires_on",
        verb="people.consent.recorded",
        rules="C43 F127",
        data_class=DataClass.AGREEMENT,
        grants=(
            "+FIS,POL:progress|FIS:job_support,check_ins,sessions|DEF:job_support,needs_plan,"
            "progress,referrals,sessions|PSI:influentials"
        ),
    ),
    line(
        "CO.revoke_consent",
        N_("Revoke the consent"),
        moves="IN_FORCE > ENDED",
        who="TS|PSI|LAB",
        guards="fields_complete",
        recorded="revoked_at, channel",
        verb="people.consent.revoked",
        rules="F127 U22",
        data_class=DataClass.AGREEMENT,
        kind=Kind.REVERSE,
        grants=(
            "-FIS,POL:progress|FIS:job_support,check_ins,sessions|DEF:job_support,needs_plan,"
            "progress,referrals,sessions|PSI:influentials"
        ),
    ),
    line(
        "CO.lapse_consent",
        N_("Mark the consent as lapsed"),
        moves="IN_FORCE > ENDED",
        who="SYS",
        guards="consent_over",
        recorded="ended_at",
        verb="people.consent.lapsed",
        rules="F127",
        data_class=DataClass.AGREEMENT,
        kind=Kind.SYSTEM,
        grants=(
            "-FIS,POL:progress|FIS:job_support,check_ins,sessions|DEF:job_support,needs_plan,"
            "progress,referrals,sessions|PSI:influentials"
        ),
    ),
    line(
        "T.record_mandate",
        N_("Record the defender's mandate"),
        moves="START > IN_FORCE",
        who="FIS",
        guards="fields_complete defender_has_role mandate_document_attached",
        recorded="defender, kind, from_on, document",
        verb="people.mandate.recorded",
        rules="U14 F126",
        data_class=DataClass.DISCLOSURES,
        grants=(
            "+DEF:identity,criminal_history,letters,attendance,job_support,check_ins,"
            "violations,case_file,opinions,decision,influentials,agreement,needs_plan,sessions,"
            "progress,referrals,tasks,disclosures,pathway_stage,rights,evidence"
        ),
    ),
    line(
        "T.end_mandate",
        N_("End the mandate"),
        moves="IN_FORCE > ENDED",
        who="FIS",
        guards="reason_given",
        recorded="until_on, reason",
        verb="people.mandate.ended",
        rules="U14",
        data_class=DataClass.DISCLOSURES,
        kind=Kind.SIDE,
        grants=(
            "-DEF:identity,criminal_history,letters,attendance,job_support,check_ins,"
            "violations,case_file,opinions,decision,influentials,agreement,needs_plan,sessions,"
            "progress,referrals,tasks,disclosures,pathway_stage,rights,evidence"
        ),
    ),
)
