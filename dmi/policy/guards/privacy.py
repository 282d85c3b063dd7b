"""What is said when a condition judged by privacy is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "privacy",
    ("extension_unused", N_("The time has been extended once already."), "C58"),
    ("answer_document_ready", N_("The answer document is missing."), "C58"),
    ("refusal_ground_legal", N_("Choose a legal ground for refusing."), "C58"),
    ("retention_date_passed", N_("The retention time ends on {date}."), "C60"),
    ("dry_run_shown", N_("First look at the dry-run list of what will be removed."), "S29"),
    (
        "purge_list_unchanged",
        N_("The list has changed since it was proposed. Propose it again."),
        "S29",
    ),
    ("purge_waiting_time_over", N_("The purge can run from {date}."), "S29"),
)
