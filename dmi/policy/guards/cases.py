"""What is said when a condition judged by cases is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "cases",
    ("cases_all_banked", N_("{n} people have no live banked case."), "F96"),
    ("cases_all_ended", N_("{n} banked cases are still open. Close them first."), "U13"),
    ("case_live", N_("The banked case is not live (status: {status})."), "U11"),
    ("vehicle_complete", N_("Details of the legal vehicle are missing: {fields}."), "C28 C29"),
    ("vehicle_allowed", N_("The chosen legal vehicle is not open: {why}."), "C26 C27"),
    (
        "limitation_covers_callin",
        N_("The latest limitation date ({date}) is earlier than the call-in plus {n} days."),
        "U11",
    ),
    ("case_ended", N_("The case is still open. Close it or await its expiry."), "F103"),
    ("case_not_filed", N_("The case has been filed."), "C51"),
    (
        "case_vehicle_still_set",
        N_("The case has no legal vehicle: no agreement without it."),
        "C43",
    ),
    ("case_filed", N_("The case has not been filed."), "C51"),
    (
        "no_other_open_case",
        N_("A banked case for this person and case number is already open."),
        "F96",
    ),
    (
        "notice_text_approved",
        N_("The text the person will be told about the case is not approved."),
        "C33",
    ),
    (
        "limitation_running",
        N_("The limitation period ended on {date}: it cannot be filed."),
        "U11 C15",
    ),
    ("recertified_recently", N_("The certificate is older than {n} months: certify again."), "U12"),
    ("newest_limitation_passed", N_("The latest limitation date is {date}."), "U11"),
    ("limitation_not_suspended", N_("The limitation period is suspended or interrupted."), "C15"),
    (
        "limitation_fact_recorded",
        N_("Record the fact that suspends or interrupts limitation."),
        "C15",
    ),
    ("notice_drafted", N_("The draft notice to the person and the defence is missing."), "U11"),
)
