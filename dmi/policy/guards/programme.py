"""What is said when a condition judged by programme is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "programme",
    (
        "commitments_current",
        N_("No commitment in force from: {institutions}. Sign or renew it."),
        "U24",
    ),
    ("deputies_named", N_("No deputy named for: {institutions}."), "F125"),
    ("readiness_list_complete", N_("Readiness list incomplete: {items}."), "F112"),
    ("maintenance_months_passed", N_("Monthly reviews held: {n} of {min}."), "F112"),
    ("signatory_and_dates_given", N_("Signatory, signing date or expiry is missing."), "U24"),
    ("document_attached", N_("Attach the signed document."), "U24"),
    ("commitment_expired", N_("The commitment runs until {date}."), "U24"),
)
