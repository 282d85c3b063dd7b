"""What is said when a condition judged by owed is not met."""

from dmi.kernel.words import N_
from dmi.policy.guard_text import GuardText, sentences

TEXTS: tuple[GuardText, ...] = sentences(
    "owed",
    ("promises_owned", N_("{n} promises have no owner or due date."), "F146"),
    ("work_allowed_for_role", N_("Your role may not ask for this work."), "F149"),
    ("work_not_already_asked", N_("This work is already under way ({pct} %)."), "F87"),
    ("lease_free", N_("Another process has taken it."), "K9"),
    ("lease_lost", N_("The process is still alive."), "K9"),
    ("lease_held", N_("The process has lost its turn."), "K9"),
    (
        "within_message_hours_or_later",
        N_("The message will leave at {hour}: only between {from} and {to} on a working day."),
        "C63",
    ),
    ("message_hours_now", N_("Outside message hours ({from} to {to}) or a holiday."), "C63"),
    ("text_is_neutral", N_("The message holds words that are not allowed: {words}."), "C63 F133"),
    (
        "wish_live_for_channel",
        N_("The person has not asked for messages on this channel. Print the slip."),
        "C63 F85 F88",
    ),
    ("wish_still_live", N_("The person has withdrawn the wish for this channel."), "C63"),
    ("wish_ended", N_("The wish is still live."), "C63"),
    ("gateway_accepted", N_("The server has not accepted the message."), "F86"),
    ("gateway_confirmed", N_("No confirmation of delivery."), "F86"),
    ("gateway_refused", N_("The server has not refused it."), "F86"),
    ("tries_left", N_("The {n} tries are used up."), "F86"),
)
