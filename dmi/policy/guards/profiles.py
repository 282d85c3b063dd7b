"""What is said when a condition judged by profiles is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "profiles",
    (
        "second_offer_allowed",
        N_("The programme does not allow a second offer (profile setting)."),
        "F41",
    ),
    (
        "text_version_approved",
        N_("The text of paper {paper} has no approver and date. Ask a prosecutor to approve it."),
        "C66 F135",
    ),
    ("placeholders_known", N_("The text uses fields that do not exist: {fields}."), "S18 C36"),
    ("words_allowed_in_text", N_("The text uses words that are not allowed: {words}."), "C34 C37"),
    (
        "blocks_same_in_both_languages",
        N_("The blocks differ between languages: {blocks}."),
        "C66 F158",
    ),
    ("text_author_not_approver", N_("Whoever wrote the text may not approve it."), "F40"),
)
