"""What is said when a condition judged by outcomes is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "outcomes",
    ("outcome_report_published", N_("The cohort's outcome report has not been published."), "E20"),
)

# Of plain writes: no machine of the signed table has these conditions.
WRITES: tuple[GuardText, ...] = sentences(
    "outcomes",
    ("plan_locked", N_("Nobody sees results before the plan is locked. Lock it first."), "E20"),
    (
        "plan_open",
        N_("The plan is locked already. A change is a new version with a reason."),
        "E20",
    ),
    (
        "plan_newest",
        N_("There is a newer version of this plan, and it is the one in force."),
        "E20",
    ),
    ("counts_there", N_("There are no counts of {areas} in this source and window."), "F108"),
    (
        "load_read",
        N_("The file still waits to be read. Undo it once it was read."),
        "F148",
    ),
    ("load_stands", N_("This import was undone already."), "F148"),
    ("report_open", N_("This report is published. A correction is another report."), "C61"),
    (
        "report_corrects",
        N_("Another report stands. Write this one as its correction, or withdraw that one."),
        "C61",
    ),
    ("report_published", N_("Only what is published and stands can be withdrawn."), "C61"),
    ("report_published_first", N_("This paper goes out when the report is published."), "C61"),
    ("quarter_over", N_("The quarter has not ended yet."), "C61"),
    (
        "counts_stand",
        N_("Counts that the result rests on were withdrawn. Compute it again."),
        "E20",
    ),
    ("correction_reasoned", N_("Say in at least {min} characters what is corrected."), "C61"),
    ("extract_open", N_("This request was answered already."), "F110"),
    (
        "extract_in_a_crowd",
        N_("No {least} people who agreed look alike: nothing can be given out."),
        "F110",
    ),
    (
        "extract_singles_out",
        N_("Beside an extract that was given out before, this one would single people out."),
        "F110",
    ),
    (
        "extract_consents_stand",
        N_("Somebody took their consent back: this file is not handed out any more."),
        "F110",
    ),
    ("change_reasoned", N_("Say in at least {min} characters why the plan changes."), "E20"),
)
