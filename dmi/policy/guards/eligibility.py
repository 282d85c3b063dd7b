"""What is said when a condition judged by eligibility is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "eligibility",
    (
        "evidence_share_reached",
        N_("Only {pct} % of people are certified or removed; {min} % is needed."),
        "F43",
    ),
    ("criteria_current", N_("No criteria version is in force. Approve one."), "F46"),
    ("decisions_all_signed", N_("Signed decisions are missing for {n} people."), "U24"),
    (
        "evidence_sufficient",
        N_("Evidence falls short: {missing}. Complete it or record a reasoned exception."),
        "F20 C6",
    ),
    (
        "reviewers_named",
        N_("Name a police analyst without buys or custody of this person, and a prosecutor."),
        "C30 F36",
    ),
    ("conflicts_declared", N_("Conflict-of-interest declaration missing from: {people}."), "F40"),
    ("criteria_answered", N_("Criteria unanswered: {codes}."), "U8 F34"),
    ("aggravators_answered", N_("Answer yes or no to each aggravator; open: {letters}."), "C26"),
    (
        "exclusions_cleared",
        N_(
            "An exclusion ({code}) goes against this outcome: it needs a reason and a second "
            "prosecutor."
        ),
        "U10 C25",
    ),
    ("decision_reasons_written", N_("Write the reasons ({min} characters or more)."), "C30"),
    (
        "dispute_minuted",
        N_("The dispute's minutes are missing: who attended, positions, grounds."),
        "U9",
    ),
    (
        "youth_defender_referred",
        N_("Referral to a specialised defender and notice to the responsible adult are missing."),
        "C44",
    ),
    ("new_facts_written", N_("Describe the new facts that justify a review."), "F41"),
    (
        "case_evidence_still_sufficient",
        N_("The evidence has weakened: {why} (counter-sample, video or officer)."),
        "C13 F20",
    ),
    ("decision_signed", N_("The signed decision to invite is missing."), "U17"),
    ("opinions_in", N_("Opinion missing from: {people}."), "U8"),
    ("opinions_equal", N_("The opinions differ: open the dispute."), "U8 U9"),
    ("opinions_differ", N_("The opinions agree: there is no dispute to open."), "U9"),
    (
        "opinion_givers_uninvolved",
        N_(
            "{person} took part in a buy or in the custody for this person and may give no opinion."
        ),
        "C31 F40 S7",
    ),
    (
        "opinion_reasons_written",
        N_("Write the reasons of your opinion ({min} characters or more)."),
        "U8 C30",
    ),
    (
        "author_uninvolved",
        N_("You appear in a buy or in the custody for this person and may give no opinion."),
        "C31 F40 S7",
    ),
    ("named_reviewer", N_("The opinion belongs to: {people}."), "C30"),
    ("still_sealed", N_("Both opinions have been opened."), "U8"),
    (
        "decider_uninvolved",
        N_(
            "{person} recorded a buy or custody for this person, or declared a conflict, and "
            "may not decide."
        ),
        "C31 F40 S7",
    ),
)
