"""What is said when a condition judged by checkins is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "checkins",
    ("first_checkin_planned", N_("Plan the first check-in within {n} days."), "C43"),
    ("series_open", N_("No check-in series is open."), "F79"),
    ("due_on_working_day", N_("The date is not a working day: {date} is proposed."), "C21 F90"),
    ("window_reached", N_("The window opens on {date}."), "F80"),
    ("within_window", N_("Outside the window: record it as kept late."), "C22 F80"),
    ("after_window", N_("The window is still open: record it as kept."), "U20"),
    ("grace_over", N_("The grace time ends on {date}."), "F80 C47"),
    ("rescue_tried", N_("The rescue attempt is missing: call, influential or visit."), "C47 U21"),
    ("missed_reason_written", N_("Write why it was missed."), "F81"),
    ("reviewed_by_other", N_("Another team member must review it."), "F81"),
    ("series_ended_or_paused", N_("The series is still running."), "F79"),
)
