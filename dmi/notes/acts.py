"""Writers of confidential notes; no trace that they leave holds a word of the text."""

from uuid import UUID

from dmi.access.acting import Acting
from dmi.access.acts import write
from dmi.kernel.refusals import Faults, NotKnown
from dmi.kernel.words import N_
from dmi.notes import queries
from dmi.notes.models import ConfidentialNote
from dmi.notes.words import DISCIPLINES
from dmi.policy.classes import DataClass
from dmi.support.models.session import SessionFact

SAME_DISCIPLINE = N_("Name another user of your own discipline.")


@write("notes.note.written", data_class=DataClass.CONFIDENTIAL_NOTES)
def write_note(acting: Acting, fact: SessionFact, *, body: str) -> ConfidentialNote:
    """Seal the note of one's own session."""
    if fact.worker_id != acting.by.id or not queries.box_stands(acting):
        raise NotKnown
    note = ConfidentialNote(
        session_id=fact.id,
        author_id=acting.by.id,
        discipline=DISCIPLINES[acting.by.role],
    )
    note.body = body
    return acting.add(note, under=fact)


@write("notes.successor.named", data_class=DataClass.CONFIDENTIAL_NOTES)
def name_successor(acting: Acting, note: ConfidentialNote, *, successor_id: UUID) -> None:
    """Name the one colleague of the same discipline who may read the note as well."""
    if note.author_id != acting.by.id:
        raise NotKnown
    if successor_id not in {user for user, _name in queries.colleagues(acting)}:
        raise Faults({"successor_id": [SAME_DISCIPLINE]})
    note.successor_id = successor_id
