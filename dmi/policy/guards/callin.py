"""What is said when a condition judged by callin is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "callin",
    ("defender_confirmed", N_("The defender's presence at the meeting is not confirmed."), "U24"),
    ("speakers_confirmed", N_("{n} community speakers confirmed; {min} are needed."), "U24 F52"),
    ("venue_and_safety_plan_set", N_("Venue, capacity or safety plan is missing."), "F49"),
    (
        "callin_day_is_clear",
        N_("The date is a holiday or clashes with: {clashes}. Choose another."),
        "C21 F51 F90",
    ),
    ("letters_all_recalled", N_("{n} letters are still out. Recall them and note it."), "F59"),
    ("invited_people_told", N_("{n} invited people have not been told."), "F59"),
    ("ledger_signed_by_two", N_("The attendance ledger needs two different signers."), "U19"),
    ("debrief_done", N_("The meeting's debrief is missing (incidents and promises)."), "F146"),
    (
        "service_proven",
        N_("Proof of delivery is missing: who, when, to whom, receipt or witness."),
        "C39 F58",
    ),
    (
        "safe_passage_guaranteed",
        N_(
            "The prosecutor who guarantees safe passage, and its scope, are missing. No "
            "guarantee, no invitation."
        ),
        "U17 C35",
    ),
    (
        "attempts_exhausted",
        N_(
            "{min} attempts without finding the person on {min} different days, one in the "
            "evening, are needed; there are {n}."
        ),
        "U18 C39",
    ),
    ("new_address_or_day", N_("Give a new address or another day."), "F59"),
    ("old_letters_withdrawn", N_("The earlier letter is still out: recall or void it."), "F59"),
    ("ledger_says_present", N_("The ledger does not say present, late or left early."), "U19"),
    ("ledger_says_excused", N_("The ledger does not say excused."), "U19"),
    ("ledger_says_no_show", N_("The ledger does not say no-show."), "U19"),
    ("meeting_ended", N_("The meeting has not ended: no answer can be recorded."), "C42"),
    ("made_up_if_absent", N_("The make-up has not been held."), "U19"),
    (
        "activation_conditions_for_kind",
        N_(
            "No-show: personal service without excuse, a make-up offered, {n} days, or the rule"
            " in the served text is missing."
        ),
        "U19",
    ),
    ("meeting_has_date", N_("The meeting has no confirmed date."), "F49"),
    (
        "limitation_covers_meeting",
        N_("Limitation ({date}) does not cover the meeting plus {n} days."),
        "U11",
    ),
    (
        "notice_window_kept",
        N_("First letter: the meeting must be {min} to {max} days ahead; it is {n}."),
        "U17",
    ),
    ("counsel_line_present", N_("The defender's contact is missing from the letter."), "C36"),
    ("release_valid", N_("The prosecutor's release is missing or lapsed on {date}."), "C33"),
    ("warrant_check_fresh", N_("The warrant check is missing or older than {n} hours."), "C35"),
    ("blocks_complete", N_("Missing from the letter: {blocks}."), "C36 U17"),
    ("words_allowed", N_("The letter uses words that are not allowed: {words}."), "C34"),
    (
        "no_secret_in_text",
        N_("The letter contains an identity or case number, drug, code or third person's name."),
        "C37",
    ),
    (
        "signatory_fits_mode",
        N_("The municipality signs an invitation; a prosecutor signs a summons."),
        "C34",
    ),
    ("approver_not_author", N_("Whoever drafted the letter may not approve it."), "F40"),
    ("newest_version", N_("A newer version of the letter exists."), "F59"),
    (
        "deliverers_named",
        N_("Name the delivering pair: one out of uniform, one community or social worker."),
        "C39",
    ),
    ("envelope_clean", N_("The envelope may carry only name and address."), "C37"),
    (
        "refusal_witnessed",
        N_("A refusal in hand needs two people present and the witness note."),
        "C39",
    ),
    ("letter_is_out", N_("The letter has not been handed to the pair yet."), "F58"),
    ("outcome_is_failed_attempt", N_("That outcome is not a failed attempt."), "U18"),
    (
        "outcome_is_service",
        N_(
            "Only delivery in person, a witnessed refusal in hand, or delivery to the "
            "consenting supporter counts."
        ),
        "C39",
    ),
    ("receipt_or_witness", N_("Attach the receipt or name a witness."), "F58"),
    ("date_and_place_told", N_("Record that date and place were told in words."), "C39"),
    ("meeting_hour_reached", N_("The meeting has not begun yet."), "C42"),
    ("everyone_coded", N_("Attendance codes are missing for {n} people."), "U19"),
    ("person_listed", N_("The person is not on the meeting's list."), "U17"),
    ("meeting_open", N_("The meeting has been held or called off."), "F50"),
    ("callin_settled", N_("The call-in is not closed, or {n} make-ups are still open."), "C40"),
    ("no_must_not_meet", N_("They must not meet: {codes}. Choose another meeting."), "F32 F51"),
    ("release_sentence_chosen", N_("Choose one of the release sentences."), "C33"),
    (
        "release_covers_investigation",
        N_("The release must cover at least that an investigation exists."),
        "C33",
    ),
    ("release_over", N_("The release runs until {date}."), "C33"),
    ("pages_name_one_person", N_("The pages of letter {folio} name another person."), "U17 C37"),
    ("recall_list_shown", N_("Look at the list of {n} letters out and people to tell."), "F59"),
    (
        "signer_is_moderator",
        N_(
            "The second signature is the moderator's ({person}) or, without an account, the "
            "manager's."
        ),
        "U19",
    ),
    (
        "code_allows_make_up",
        N_("A make-up is for absences; not for somebody not served, in custody or in hospital."),
        "U19",
    ),
    (
        "make_up_in_time",
        N_("The make-up must be within {n} days; with a prosecutor's word, up to {max}."),
        "U19",
    ),
    ("make_up_hour_passed", N_("The make-up has not come yet."), "U19"),
    ("make_up_missed", N_("It is not recorded that the make-up was missed."), "U19"),
)
