"""What is said when a condition judged by outcomes is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "outcomes",
    ("outcome_report_published", N_("The cohort's outcome report has not been published."), "E20"),
)
