"""What is said when a condition judged by support is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "support",
    (
        "slots_cover_invited",
        N_("{slots} service places for {n} invited people. Reserve more."),
        "U24",
    ),
    ("rights_sheet_given", N_("Hand over the rights sheet and record its version."), "C41"),
    ("counsel_offered", N_("Record that counsel was offered and the answer."), "C41"),
    (
        "confidentiality_limits_told",
        N_("Explain the limits of confidentiality and tick it."),
        "C43",
    ),
    ("agreement_signed", N_("The signed agreement is missing."), "C43"),
    (
        "voluntary_and_understood",
        N_(
            "Confirm that it is voluntary, understood and in the person's language (interpreter"
            " if asked)."
        ),
        "F159",
    ),
    (
        "thinking_time_passed",
        N_(
            "The offer stays open until {date}. It can be signed from {n} hours on, or sooner "
            "with counsel present and at the own request, recorded."
        ),
        "C42",
    ),
    ("consents_recorded", N_("Record each consent, given or not: {open}."), "C43 F127"),
    ("dated_obligation_present", N_("Add at least one dated commitment."), "C43"),
    ("case_manager_named", N_("Name the case manager and a deputy."), "C43"),
    ("caseload_below_limit", N_("{person} already has {n} people (limit {max})."), "F125"),
    (
        "answer_is_no_or_deadline_passed",
        N_("There is no refusal and the time to answer ({date}) has not passed."),
        "C42",
    ),
    ("first_meeting_held", N_("The first face-to-face meeting has not been held."), "U20"),
    (
        "needs_assessed",
        N_("The needs assessment (or its review after a pause) is missing."),
        "U20 F66",
    ),
    ("pause_review_dated", N_("Set a review date within {n} days."), "F42"),
    ("agreement_term_reached", N_("The agreement reaches {n} months on {date}."), "F78"),
    (
        "adherence_or_desistance",
        N_("Check-ins kept: {pct} % ({min} % asked) and no record of desisting without services."),
        "F78",
    ),
    ("person_is_enrolled", N_("The person is not enrolled."), "F74"),
    ("no_penal_origin_in_text", N_("The form reveals the penal origin: {words}."), "C62"),
    ("service_is_full", N_("The service has a place: refer directly."), "F77"),
    ("slot_free", N_("The service has no free place."), "F77"),
    ("mind_changed_by_person", N_("Record that the person asked, and when."), "C42"),
    ("on_call_supervisor_named", N_("Nobody is on call. Telephone the programme manager."), "C53"),
    ("urgent_unanswered", N_("The call has been answered or is still in time."), "C53"),
    (
        "handler_not_involved",
        N_("{person} took part in what is complained of: name another."),
        "F102",
    ),
    ("handler_answers", N_("The named handler answers."), "F102"),
)
