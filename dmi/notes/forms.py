"""The form of a session with its note, and the naming of a successor."""

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

from dmi.checkins.words import ContactMode
from dmi.notes import queries
from dmi.notes.words import DISCIPLINES, Held
from dmi.support.words import AbsenceKind, Discipline, NoNextReason, SessionKept, SessionTopic
from dmi.web.choices import ChoiceField, PickField, TicksField
from dmi.web.forms import PageForm
from dmi.web.frame import moment
from dmi.web.texts import MINUTES_OF_A_DAY, DayField, MomentField, NumberField, Text


class SessionForm(PageForm):
    """Six controls and the summary for the team; the note has a field of its own."""

    key_class = "confidential"

    kind = ChoiceField(_l("Kind of session"), Discipline)
    held_at = MomentField(_l("Day and hour"), future=False)
    happened = ChoiceField(_l("Was the session held?"), Held, default=Held.YES)
    attended = ChoiceField(_l("Did the person come?"), SessionKept, needed=False)
    absence_kind = ChoiceField(_l("Why not?"), AbsenceKind, needed=False)
    mode = ChoiceField(_l("How"), ContactMode, default=ContactMode.IN_PERSON)
    duration_min = NumberField(
        _l("Minutes"), needed=False, unit="min", whole=True, most=MINUTES_OF_A_DAY
    )
    done = TicksField(_l("What was done"), SessionTopic, needed=False)
    next_on = DayField(_l("Next date"), needed=False, past=False)
    no_next_reason = PickField(_l("If there is none, why"), NoNextReason, needed=False)
    team_summary = Text(_l("Summary for the team"), needed=False, longest=1000)
    note = Text(_l("Confidential note"), needed=False, longest=8000)

    def fill(self, acting: Any, _row: Any) -> None:
        """Begin with now and with the worker's own discipline."""
        if not queries.box_stands(acting):
            del self.note
        if not self.is_begun():
            self.held_at.object_data = moment(acting.at)
            self.kind.data = DISCIPLINES[acting.by.role]

    def values(self) -> dict[str, Any]:
        """Return the facts of the session; the note goes its own way."""
        typed = super().values()
        typed.pop("note", None)
        typed["at"] = typed.pop("held_at")
        typed["happened"] = typed["happened"] is Held.YES
        minutes: Decimal | None = typed["duration_min"]
        typed["duration_min"] = int(minutes) or None if minutes is not None else None
        return typed


class SuccessorForm(PageForm):
    """Who may read the note as well."""

    successor_id = PickField(_l("Named successor, of your own discipline"))

    def fill(self, acting: Any, row: Any) -> None:
        """Offer the colleagues of the author's discipline."""
        self.successor_id.offer(queries.colleagues(acting))
        if not self.is_begun():
            self.successor_id.data = row.successor_id
