"""What is said when a condition judged by territory is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "territory",
    ("two_markets_scored", N_("Compare at least {min} candidate markets; there are {n}."), "U5 F3"),
    ("choice_reasoned", N_("Write why this market was chosen and why not the others."), "U5 F3"),
    ("baseline_frozen", N_("Freeze the baseline (period and data) before choosing."), "U5 F6"),
    ("survey_planned", N_("The survey plan is missing: who asks whom and until when."), "F4"),
    ("report_channels_set", N_("Name at least one reporting channel for the cohort."), "F5"),
    ("cohort_takes_names", N_("The cohort is not yet in its identifying stage."), "F4"),
    ("cohort_builds_cases", N_("The cohort has not opened its casework stage."), "F4"),
    ("cohort_is_scheduled", N_("The cohort has not passed the call-in gates."), "U24"),
)
