"""What is said when a condition judged by closing is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "closing",
    ("consequences_explained", N_("Explain what leaving means for the case and tick it."), "F104"),
    ("exit_interview_held", N_("The exit interview is missing."), "F111"),
    ("exit_proof_or_reason", N_("Attach proof or say why there is none."), "F104"),
    (
        "closing_notice_ready",
        N_("The closing letter to the person and, under SCP, the dismissal task are missing."),
        "C54 F103",
    ),
    ("lapse_notice_released", N_("A prosecutor has not yet released the closing letter."), "F103"),
)
