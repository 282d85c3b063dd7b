"""What is said when a condition judged by access is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "access",
    ("fields_complete", N_("Still to fill in: {fields}."), "F136"),
    (
        "second_person",
        N_("A second person must confirm: someone with the named role who is not the proposer."),
        "S8 F40 S7",
    ),
    ("reason_given", N_("Write the reason ({min} characters or more)."), "F37"),
    (
        "signed_in_again",
        N_("Sign in again: this step needs a sign-in less than {min} minutes old."),
        "S14",
    ),
    ("kind_allows_proposer", N_("Your role may not propose this approval. Ask: {roles}."), "S8"),
    (
        "kind_allows_confirmer",
        N_("Your role may not confirm this approval. It belongs to: {roles}."),
        "S8",
    ),
    ("payload_unchanged", N_("What was approved has changed since. Propose it again."), "S8"),
    ("not_expired_approval", N_("The proposal lapsed on {date}. Propose it again."), "S8"),
    ("proposer_only", N_("Only the proposer may withdraw the proposal."), "S8"),
    ("waiting_time_over", N_("Execution must wait until {date}."), "S29"),
    ("approval_expired", N_("The proposal is still open."), "S8"),
    ("training_complete", N_("No training recorded for: {people}."), "F112"),
    ("last_move_only", N_("Only the last step can be reversed."), "F45"),
    ("nothing_built_on_it", N_("Other records rest on this step: {records}."), "F45"),
    ("print_approved", N_("The programme manager must confirm the printing."), "X2"),
    ("no_hold_on_item", N_("The item is under a hold."), "F23"),
    ("no_legal_hold", N_("A legal hold is in force, placed by {person}."), "C60"),
    (
        "second_if_paper_left",
        N_("A paper of this step has left the building: a second person must confirm."),
        "F121",
    ),
    ("own_row", N_("Only the person who recorded it may do this."), "S7"),
    ("own_row_or_manager", N_("Only the person who asked, or the manager, may do this."), "S7"),
    ("confirmer_not_proposer", N_("The proposer may not confirm."), "S8 X22"),
    ("confirmer_not_self", N_("Nobody changes their own account with this step."), "X22"),
    ("grantee_not_proposer", N_("Nobody proposes a role for themselves."), "X22"),
    ("grantee_not_confirmer", N_("Nobody confirms a role for themselves."), "X22"),
    (
        "role_fits_agency",
        N_("The institution {institution} may not hold the role {role}."),
        "F126 S7",
    ),
    ("role_fits_others", N_("The role {role} may not be joined with: {roles}."), "S7 F126"),
    ("role_term_over", N_("The role runs until {date}."), "F124"),
    ("too_many_failures", N_("The day's limit of failures has not been reached."), "S11"),
    (
        "installation_is_empty",
        N_("There are users already: the first admin and manager are made once only."),
        "X22",
    ),
    (
        "handover_done",
        N_("{n} people are left without a new owner or a handover note."),
        "U24 F124",
    ),
    ("handover_noted", N_("Write the handover note."), "U24"),
    ("successor_named", N_("Name the successor."), "U24"),
    (
        "nobody_left_alone",
        N_("Without this assignment the person has nobody in charge. Hand over first."),
        "U24",
    ),
    ("assigner_fits_ground", N_("This assignment belongs to: {roles}."), "F114"),
    (
        "assignee_fits_ground",
        N_("The assignee does not hold the role or institution needed."),
        "F114 F126",
    ),
    ("clearance_not_to_self", N_("Nobody clears themselves."), "F116"),
    ("clearance_over", N_("The clearance runs until {date}."), "F116"),
    ("compartment_open", N_("The compartment is closed."), "F116"),
    ("items_named_one_by_one", N_("Name one by one the items that are handed over."), "U14 X4"),
)
