"""Steps by which a way ends."""

from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.model import Kind, Step, line

STEPS: tuple[Step, ...] = (
    line(
        "P.release_person",
        N_("Let the person go: the case has ended"),
        moves="CASE_READY|INVITED|NOT_SERVED|EXCUSED|NO_SHOW|DECLINED > LEFT",
        who="FIS",
        guards="case_ended old_letters_withdrawn lapse_notice_released person_told not_adolescent",
        recorded="exit_reason, notice, paper",
        verb="closing.person.released",
        rules="F103 F104 C54",
        data_class=DataClass.CASE_FILE,
        kind=Kind.SIDE,
        grants=(
            "-TS:identity,pathway_stage,decision,case_file|PSI,LAB:identity,pathway_stage,decision"
        ),
    ),
    line(
        "P.withdraw",
        N_("Record the voluntary withdrawal"),
        moves="ENROLLED|ACTIVE|PAUSED > WITHDRAWN",
        who="TS",
        guards="fields_complete consequences_explained not_adolescent",
        recorded="own_words, explained_at",
        verb="closing.enrolment.withdrawn",
        rules="F104",
        data_class=DataClass.AGREEMENT,
        grants=(
            "-TS:identity,pathway_stage,decision,case_file|PSI,LAB:identity,pathway_stage,decision"
        ),
    ),
    line(
        "P.graduate",
        N_("Grant the graduation"),
        moves="ACTIVE > GRADUATED",
        who="JEF+FIS",
        guards=(
            "agreement_term_reached no_founded_new_offence adherence_or_desistance "
            "exit_interview_held no_open_report second_person not_adolescent"
        ),
        recorded="criteria_met, certificate_serial",
        verb="closing.graduation.granted",
        rules="F78 C54",
        data_class=DataClass.VIOLATIONS,
        grants=(
            "-TS:identity,pathway_stage,decision,case_file|PSI,LAB:identity,pathway_stage,decision"
        ),
    ),
    line(
        "P.terminate",
        N_("Terminate for non-compliance"),
        moves="ENROLLED|ACTIVE|PAUSED > TERMINATED",
        who="FIS+JEF",
        guards=(
            "finding_supports_termination account_heard finding_final defender_notified "
            "second_person finding_signers_absent not_adolescent"
        ),
        recorded="finding, reasons",
        verb="closing.enrolment.terminated",
        rules="F95 F97 C50",
        data_class=DataClass.VIOLATIONS,
        grants=(
            "-TS:identity,pathway_stage,decision,case_file|PSI,LAB:identity,pathway_stage,decision"
        ),
    ),
    line(
        "P.mark_desisting",
        N_("Mark a year without offences"),
        moves="DECLINED|WITHDRAWN|NO_SHOW > DESISTING",
        who="SYS",
        guards="quiet_year_passed no_open_report case_not_filed",
        recorded="since",
        verb="closing.desistance.marked",
        rules="F78",
        data_class=DataClass.PATHWAY_STAGE,
        kind=Kind.SYSTEM,
    ),
    line(
        "P.record_filing",
        N_("Record that the case was filed"),
        moves="OFFERED|NO_SHOW|DECLINED|ENROLLED > PROSECUTION",
        who="FIS+FIS",
        guards="case_filed second_person not_adolescent",
        recorded="charge_ref, finding",
        verb="closing.filing.recorded",
        rules="C51 F97 F99",
        data_class=DataClass.CASE_FILE,
    ),
    line(
        "P.leave",
        N_("Record that the person left"),
        moves=(
            "NOMINATED|IDENTIFIED|BUILDING|EVIDENCE_READY|IN_REVIEW|DISPUTED|CANDIDATE|"
            "CASE_READY|INVITED|NOT_SERVED|ATTENDED|EXCUSED|NO_SHOW|OFFERED|ENROLLED|ACTIVE|"
            "PAUSED|DECLINED|WITHDRAWN > LEFT"
        ),
        who="POL|TS|JEF",
        guards="fields_complete exit_proof_or_reason not_adolescent_once_identified",
        recorded="exit_reason, proof",
        verb="closing.pathway.left",
        rules="F104 F155",
        data_class=DataClass.PATHWAY_STAGE,
        kind=Kind.SIDE,
        grants=(
            "-TS:identity,pathway_stage,decision,case_file|PSI,LAB:identity,pathway_stage,decision"
        ),
    ),
    line(
        "P.send_to_youth_late",
        N_("Refer to the youth track after the invitation"),
        moves=(
            "CASE_READY|INVITED|NOT_SERVED|ATTENDED|EXCUSED|NO_SHOW|OFFERED|ENROLLED|ACTIVE|"
            "PAUSED|DECLINED > YOUTH"
        ),
        who="FIS",
        guards="is_adolescent youth_defender_referred old_letters_withdrawn",
        recorded="referral, defender, guardian_told",
        verb="closing.youth.referred",
        rules="C24 C44 F33",
        data_class=DataClass.DECISION,
    ),
    line(
        "P.record_filing_after_leaving",
        N_("Record that the case was filed after leaving"),
        moves="ATTENDED|EXCUSED|WITHDRAWN > PROSECUTION",
        who="FIS+FIS",
        guards="case_filed second_person not_adolescent",
        recorded="charge_ref, finding",
        verb="closing.filing.recorded_after_leaving",
        rules="C51 F97 F99",
        data_class=DataClass.CASE_FILE,
    ),
    line(
        "B.close_by_completion",
        N_("Close the case by completion"),
        moves="LIVE > CLOSED_BY_COMPLETION",
        who="FIS",
        guards="person_finished_well closing_notice_ready",
        recorded="closure_reason, closed_on, notice",
        verb="closing.case.closed_completed",
        rules="U13 C54 F103 F131 C52",
        data_class=DataClass.CASE_FILE,
    ),
)
