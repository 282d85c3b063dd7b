"""What is said when a condition judged by evidence is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "evidence",
    (
        "authorisation_live",
        N_(
            "No prosecutor's authorisation in force covers this case and date. Ask for one or "
            "renew it."
        ),
        "C1 C2 C3",
    ),
    ("certifier_not_collector", N_("Whoever took part in a buy may not certify."), "C31"),
    ("nue_valid", N_("The evidence number must have 4 to 12 digits and be unique."), "C11 C17"),
    ("one_ruc", N_("The item must belong to one case number."), "C11 C2"),
    ("authorisation_or_ground", N_("Give the authorisation or the ground of collection."), "C1"),
    (
        "quantities_consistent",
        N_("Net weight may not exceed gross; purity 0 to 100; give the unit."),
        "C14",
    ),
    ("giver_is_holder", N_("The giver must be the present holder: {institution}, {post}."), "C12"),
    (
        "receiver_matches",
        N_("The receiver is not the institution and post named at hand-over."),
        "C12",
    ),
    ("no_time_overlap", N_("The time overlaps another custody link."), "C12"),
    ("lab_report_recorded", N_("The laboratory report is missing."), "C13"),
    ("return_authorised", N_("The prosecutor's order to return is missing."), "F23"),
    ("disposal_authorised", N_("The destruction order is missing."), "F23"),
    ("authorisation_over", N_("The authorisation runs until {date}."), "C1"),
    (
        "grantor_fits_regime",
        N_("This regime is granted by the regional or national prosecutor."),
        "C5",
    ),
    ("term_within_limit", N_("The term is longer than {n} days."), "C5"),
    (
        "informant_proposed_if_buyer",
        N_(
            "If an informant buys, the proposing officer and the prosecutor's approval are missing."
        ),
        "C8",
    ),
    ("code_not_a_name", N_("Enter a code only: no name or identity number is stored."), "C7 S5"),
    ("ruc_matches", N_("The authorisation belongs to another case number."), "C2"),
    ("no_inducement_read", N_("Read and tick the no-inducement statement."), "C9"),
    ("seller_labelled", N_("Give the seller's label (for example V-07), never a name."), "U1"),
    ("outside_authorisation", N_("An authorisation covers this buy: record it as a buy."), "C1"),
    ("buy_counts_or_flagged", N_("The buy has been annulled."), "C1 C6"),
)
