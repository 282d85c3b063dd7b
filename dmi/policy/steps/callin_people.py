"""Steps of a person around the call-in."""

from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.model import Kind, Step, line

STEPS: tuple[Step, ...] = (
    line(
        "P.serve_letter",
        N_("Record that the letter was served"),
        moves="CASE_READY|NOT_SERVED > INVITED",
        who="SEC",
        guards=(
            "service_proven safe_passage_guaranteed case_live outcome_is_service release_valid "
            "not_adolescent"
        ),
        recorded="letter_serial, attempt, proof",
        verb="callin.person.served",
        rules="U17 U18 F58 C39",
        data_class=DataClass.LETTERS,
    ),
    line(
        "P.mark_not_served",
        N_("Record that the letter was not served"),
        moves="CASE_READY > NOT_SERVED",
        who="SEC",
        guards="attempts_exhausted not_adolescent",
        recorded="attempts",
        verb="callin.person.not_served",
        rules="U18 F59",
        data_class=DataClass.LETTERS,
    ),
    line(
        "P.plan_delivery_again",
        N_("Plan the delivery again"),
        moves="NOT_SERVED > CASE_READY",
        who="SEC",
        guards="new_address_or_day old_letters_withdrawn case_live not_adolescent",
        recorded="reason",
        verb="callin.delivery.replanned",
        rules="F59",
        data_class=DataClass.LETTERS,
        kind=Kind.SIDE,
    ),
    line(
        "P.mark_attended",
        N_("Record attendance"),
        moves="INVITED > ATTENDED",
        who="SEC+JEF",
        guards=(
            "ledger_signed_by_two ledger_says_present second_person signer_is_moderator "
            "not_adolescent"
        ),
        recorded="attendance_code, arrived_at, companion",
        verb="callin.attendance.attended",
        rules="U19 F50 F62",
        data_class=DataClass.ATTENDANCE,
        grants="+TS:identity,pathway_stage,decision,case_file",
    ),
    line(
        "P.mark_excused",
        N_("Record an excused absence"),
        moves="INVITED > EXCUSED",
        who="SEC+JEF",
        guards=(
            "ledger_signed_by_two ledger_says_excused second_person signer_is_moderator "
            "not_adolescent"
        ),
        recorded="attendance_code, excuse_reason",
        verb="callin.attendance.excused",
        rules="U19 F82",
        data_class=DataClass.ATTENDANCE,
    ),
    line(
        "P.mark_no_show",
        N_("Record the no-show"),
        moves="INVITED > NO_SHOW",
        who="SEC+JEF",
        guards=(
            "ledger_signed_by_two ledger_says_no_show second_person signer_is_moderator "
            "not_adolescent"
        ),
        recorded="attendance_code",
        verb="callin.attendance.missed",
        rules="U19 F62",
        data_class=DataClass.ATTENDANCE,
    ),
    line(
        "P.accept_excuse",
        N_("Accept the excuse"),
        moves="NO_SHOW > EXCUSED",
        who="SEC+JEF",
        guards="fields_complete second_person not_adolescent",
        recorded="excuse_reason, excuse_proof",
        verb="callin.excuse.accepted",
        rules="F82",
        data_class=DataClass.ATTENDANCE,
        kind=Kind.SIDE,
    ),
    line(
        "P.cancel_invitation",
        N_("Cancel the invitation"),
        moves="INVITED > CASE_READY",
        who="SEC+JEF",
        guards="old_letters_withdrawn person_told reason_given second_person not_adolescent",
        recorded="reason, notice",
        verb="callin.invitation.cancelled",
        rules="F59 F146",
        data_class=DataClass.LETTERS,
        kind=Kind.SIDE,
    ),
    line(
        "P.review_again",
        N_("Ask for a new review"),
        moves="CANDIDATE|CASE_READY > IN_REVIEW",
        who="FIS",
        guards="new_facts_written old_letters_withdrawn criteria_current not_adolescent",
        recorded="reasons, criteria_version",
        verb="callin.review.asked_again",
        rules="F41 F46",
        data_class=DataClass.OPINIONS,
        kind=Kind.REOPEN,
    ),
    line(
        "P.miss_make_up",
        N_("Count the missed make-up"),
        moves="EXCUSED > NO_SHOW",
        who="SEC+JEF",
        guards="make_up_missed signer_is_moderator second_person not_adolescent",
        recorded="missed_at",
        verb="callin.make_up.counted_missed",
        rules="U19 F62",
        data_class=DataClass.ATTENDANCE,
        kind=Kind.SIDE,
    ),
)
