"""What is said when a condition judged by people is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "people",
    (
        "suspicion_written",
        N_("Describe the grounds ({min} characters or more): what was seen, where, when."),
        "U3",
    ),
    ("source_graded", N_("Give the type of source and its grade."), "U3"),
    ("place_in_market", N_("The place lies outside this cohort's market."), "F1"),
    (
        "not_under_minimum_age",
        N_("The person is under {min}: cannot be entered. Refer to child protection."),
        "C24",
    ),
    ("source_newer_than_removal", N_("A source dated after the removal is needed."), "F104"),
    (
        "absolute_limit_not_passed",
        N_("{n} years have passed since the first nomination: it cannot be taken up again."),
        "F129",
    ),
    (
        "identity_confirmed",
        N_("Identity unconfirmed: check the document or a recognition by two officers."),
        "X30 C23 C16",
    ),
    (
        "not_a_duplicate",
        N_("May be the same person as {ref}. Link, or state that it is another."),
        "F26 F27",
    ),
    (
        "independently_sourced",
        N_("Two independent sources or one officer's observation are needed."),
        "U3",
    ),
    (
        "age_known",
        N_("Record the birth date so that the age at the first act can be computed."),
        "C23 C24",
    ),
    (
        "not_adolescent",
        N_("The person was between 14 and 17: only the youth track is left."),
        "C24 C44",
    ),
    (
        "valid_evidence_referenced",
        N_("A valid (uncontested) buy or a police report reference is missing."),
        "C23",
    ),
    ("is_adolescent", N_("The person was an adult: use the ordinary way."), "C24"),
    ("not_yet_charged", N_("The person has been charged: no return to review."), "F41"),
    ("person_told", N_("Record when and how the person and the defence were told."), "F103"),
    ("second_offer_unused", N_("The second offer has been used."), "F41"),
    ("person_not_blocked", N_("The person's data are blocked by a rights request."), "C58"),
    (
        "person_is_candidate",
        N_("A banked case is opened only for someone on the opportunity way."),
        "F96",
    ),
    (
        "pathway_before_meeting",
        N_("The person has been invited: the case does not return to draft."),
        "F96",
    ),
    (
        "pathway_open_to_activation",
        N_(
            "The person has graduated or completed the quiet year: the case is closed, not "
            "activated."
        ),
        "C51",
    ),
    (
        "person_finished_well",
        N_("The person has neither graduated nor completed the quiet year."),
        "U13",
    ),
    ("person_is_case_ready", N_("The person is not a candidate with a ready case."), "U17"),
    ("address_recorded", N_("A current address is missing."), "U17"),
    (
        "influential_consents_if_used",
        N_("The influential person has not consented to be contacted."),
        "F53",
    ),
    ("consent_live_for_recipient", N_("No live consent to share with {recipient}."), "F127 C43"),
    ("basis_written", N_("Write how the person was recognised."), "C23"),
    ("same_cohort", N_("The buy and the person belong to different cohorts."), "U1"),
    (
        "not_adolescent_known",
        N_("The person is known to be an adolescent: no buy is attributed."),
        "C24",
    ),
    (
        "not_adolescent_once_identified",
        N_("The identified person was between 14 and 17: only the youth track is left."),
        "C24",
    ),
    (
        "certificate_warned",
        N_("Confirm: certificates and dates resting on this buy will be flagged."),
        "C15 F121",
    ),
    (
        "same_person_confirmed",
        N_("Confirm that the nomination is about the same person."),
        "U3 F26",
    ),
    (
        "one_purpose_one_recipient",
        N_("A consent is for one purpose and one recipient."),
        "C43 F127",
    ),
    ("consent_over", N_("The consent runs until {date}."), "F127"),
    (
        "defender_has_role",
        N_("Name a defender with an account, or the name of one without."),
        "U14",
    ),
    ("mandate_document_attached", N_("Attach the mandate document."), "U14"),
    ("mandate_in_force", N_("The defender has no mandate in force."), "U14"),
)
