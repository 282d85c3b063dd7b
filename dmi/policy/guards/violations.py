"""What is said when a condition judged by violations is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "violations",
    ("no_open_violation_in_cohort", N_("{n} non-compliance reports are still open."), "F95"),
    ("no_founded_new_offence", N_("There is a founded new offence."), "F78"),
    ("no_open_report", N_("A non-compliance report is unresolved."), "F95"),
    (
        "finding_supports_termination",
        N_("A founded V1-V3 finding, or repeated V5 after the whole ladder, is needed."),
        "F95 C48",
    ),
    (
        "account_heard",
        N_("The person has not been heard and the time is still open ({date})."),
        "C49 F102",
    ),
    ("finding_final", N_("It can still be appealed until {date}."), "U12"),
    ("defender_notified", N_("The defender has not been notified."), "F102"),
    ("quiet_year_passed", N_("{n} months without a founded finding have not passed."), "F78"),
    ("finding_founded_for_case", N_("A founded finding about this person is needed."), "U12 F97"),
    ("decider_not_requester", N_("A prosecutor other than the requester must decide."), "F98"),
    ("kind_fits_reporter", N_("Your role may not report this kind of event."), "S7"),
    (
        "source_allowed",
        N_(
            "Nothing said, done or written in a session, in therapy or at the call-in may be a "
            "source."
        ),
        "F94 U22",
    ),
    (
        "facts_written",
        N_("Describe the facts ({min} characters or more), without treatment details."),
        "C48",
    ),
    ("no_same_event_report", N_("A report of the same event exists: {ref}."), "F93"),
    (
        "after_person_was_told",
        N_("The event is earlier than the day the person was told the rules."),
        "F93",
    ),
    ("within_told_rules", N_("The event is not among the rules the person was told."), "F93"),
    ("triager_not_reporter", N_("The reporter may not accept the report."), "F40"),
    ("identity_check_negative", N_("The check confirms it is the same person."), "U4"),
    (
        "identity_check_positive",
        N_("It is not confirmed that this is the same person (number and photo)."),
        "U4",
    ),
    (
        "notice_plain_and_complete",
        N_("The notice must say what is alleged, when, how to answer and by when."),
        "C49",
    ),
    ("account_window_open", N_("The time to answer ended on {date}."), "U15"),
    ("account_window_over", N_("The time to answer ends on {date}."), "C49"),
    ("deciders_fit_kind", N_("This kind is decided by: {roles}."), "C51"),
    (
        "deciders_uninvolved",
        N_("{person} reported or examined the event and may not decide."),
        "F40",
    ),
    ("evidence_beyond_tip", N_("New evidence is needed, not only a tip."), "F97"),
    (
        "ladder_followed",
        N_("Step {n} has not been applied; only a founded new offence skips it."),
        "F95",
    ),
    ("top_step_by_prosecutor", N_("Only a prosecutor sets step L5."), "C51"),
    ("appeal_window_open", N_("The time to appeal ended on {date}."), "U15"),
    ("appeal_window_over", N_("It can still be appealed until {date}."), "U15"),
    ("reviewer_not_involved", N_("Someone not involved in the decision must review."), "U15"),
    ("response_recorded", N_("The response has not been recorded."), "F95"),
    ("cleared_report_sealed", N_("The report must be sealed on closing."), "U4 F131"),
    (
        "rescues_failed_if_v5",
        N_("V5 needs {n} failed rescues in {days} days; there are {found}."),
        "C47 C48",
    ),
    (
        "no_show_conditions_if_v4",
        N_(
            "V4 needs personal service, no excuse, a make-up offered, {n} days, and that the "
            "served text said so."
        ),
        "U19 C48",
    ),
    (
        "finding_signers_absent",
        N_("{person} signed the finding: the deputy signs the termination."),
        "S7 F40",
    ),
)
