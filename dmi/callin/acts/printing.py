"""The press run of letters: one document, a page map, one logged copy for each letter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from dmi.access import papers
from dmi.access.acting import Acting, Actor
from dmi.access.acts import ACTS, cascade, standing_gaps, write
from dmi.callin.models.letter import Letter
from dmi.callin.models.meeting import Meeting
from dmi.callin.queries.around import roles_of, user_of
from dmi.callin.queries.letters import letters_by_id
from dmi.callin.queries.wording import letter_wording, on_sheet, words_kept
from dmi.documents import register
from dmi.documents.filling import FilledBlock
from dmi.documents.models import IssuedPaper, PaperCopy, ShelfFile
from dmi.documents.paper import DEMO_MARK, Paper
from dmi.documents.press import Printed, print_batch, too_long
from dmi.kernel.refusals import NotKnown, Unmet, UnmetCondition
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.profiles.words import PaperId

COPY = {"es": "Copia {n}", "en": "Copy {n}"}


@dataclass(frozen=True, slots=True)
class Pressed:
    """One letter of a printed document.

    Attributes:
        issued: its line in the register.
        paper: its words as printed.
        place: its index in the document.
        printed: the document.
        file: the document on the shelf.
        name: whom it names.
        names: everybody whom the document names.
    """

    issued: IssuedPaper
    paper: Paper
    place: int
    printed: Printed
    file: ShelfFile
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A letter that a batch did not take, and why."""

    letter: Letter
    gaps: tuple[UnmetCondition, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """What became of a batch."""

    file: ShelfFile | None
    printed: tuple[Letter, ...]
    left_out: tuple[LeftOut, ...]


def press(acting: Acting, letters: Sequence[Letter]) -> list[Pressed]:
    """Issue letters and print them as one document.

    Raises:
        Unmet: words are missing, or a letter needs more pages than its sheet allows.
    """
    entries = []
    for letter in letters:
        issued, paper = papers.issue(acting, letter_wording(acting, letter), letter)
        entries.append((issued, on_sheet(acting, paper)))
    return _pressed(acting, entries, letters)


def again(acting: Acting, letter: Letter) -> Pressed:
    """Print the words of an issued letter once more, with the number of the copy.

    Raises:
        NotKnown: the letter was never issued.
        Unmet: its words are not those that were issued.
    """
    issued = acting.session.get(IssuedPaper, letter.paper_id) if letter.paper_id else None
    if issued is None or letter.body is None:
        raise NotKnown
    blocks = words_kept(letter.body)
    if register.body_hash(_without_code(blocks, issued)) != issued.body_hash:
        raise Unmet((UnmetCondition("payload_unchanged"),))
    number = register.copies(acting.session, issued) + 1
    paper = Paper(
        paper_id=PaperId.P01I,
        language=letter.language,
        blocks=blocks,
        issued_on=issued.issued_on,
        folio=issued.folio,
        verification_code=issued.verification_code,
        copy_line=COPY[letter.language].format(n=number),
        watermark=DEMO_MARK if acting.is_demo else "",
        qr_token=issued.qr_token or "",
        head_name=(letter.envelope_text or "").split("\n")[0],
    )
    return _pressed(acting, [(issued, on_sheet(acting, paper))], [letter])[0]


def log(acting: Acting, done: Pressed, *, reason: str | None = None) -> PaperCopy:
    """Log one copy with its number, its pages and the hash of the document."""
    copy = register.log_copy(
        acting.session,
        done.issued,
        done.printed,
        done.place,
        at=acting.at,
        by_ref=str(acting.second_id or acting.first_id),
        reason=reason,
        batch_ref=str(done.file.id),
        approval_ref=str(acting.first_id),
        watermark=done.paper.watermark or None,
        pdf_id=done.file.id,
    )
    return acting.add(copy, under=done.issued)


@write("callin.letters.printed", data_class=DataClass.MEETINGS)
def print_letters(acting: Acting, _meeting: Meeting, *, letter_ids: Sequence[UUID]) -> Batch:
    """Print approved letters of one meeting as one document, leaving out what may not go.

    Where the programme manager approved a letter, that approval is the confirmation of its
    printing; any other letter waits for a second person on its own page.
    """
    most = acting.number("letter_batch_max")
    ready: list[tuple[Letter, Acting]] = []
    left: list[LeftOut] = []
    for letter in letters_by_id(acting, letter_ids)[:most]:
        pair = _confirmed_by_manager(acting, letter)
        gaps = _gaps(pair or acting, letter)
        if pair is None and not gaps:
            gaps = (UnmetCondition("print_approved"),)
        if gaps or pair is None:
            left.append(LeftOut(letter, gaps))
        else:
            ready.append((letter, pair))
    if not ready:
        return Batch(None, (), tuple(left))
    done = press(acting, [letter for letter, _ in ready])
    for (letter, pair), one in zip(ready, done, strict=True):
        cascade(pair, "L.print_letter", letter, pressed=one)
    return Batch(done[0].file, tuple(letter for letter, _ in ready), tuple(left))


def _without_code(blocks: Sequence[FilledBlock], issued: IssuedPaper) -> tuple[FilledBlock, ...]:
    """Return the words as they were hashed: before the code that is made of that hash."""
    return tuple(
        replace(one, lines=tuple(line.replace(issued.verification_code, "—") for line in one.lines))
        for one in blocks
    )


def _gaps(acting: Acting, letter: Letter) -> tuple[UnmetCondition, ...]:
    return tuple(standing_gaps(acting, ACTS["L.print_letter"], letter, {}))


def _confirmed_by_manager(acting: Acting, letter: Letter) -> Acting | None:
    """Return the clerk confirmed by the manager who approved the letter, or nothing."""
    user = user_of(acting, letter.approved_by_id)
    if user is None or user.id == acting.by.id or acting.by.role is not Role.CLERK:
        return None
    if Role.PROGRAMME_MANAGER not in roles_of(acting, user.id).get(user.id, set()):
        return None
    manager = Actor(
        id=user.id,
        name=user.display_name,
        role=Role.PROGRAMME_MANAGER,
        agency_id=user.agency,
        jurisdiction_ids=acting.by.jurisdiction_ids,
    )
    pair = replace(acting, first=manager)
    pair.seen = acting.seen
    return pair


def _pressed(
    acting: Acting,
    entries: Sequence[tuple[IssuedPaper, Paper]],
    letters: Sequence[Letter],
) -> list[Pressed]:
    printed = print_batch([paper for _, paper in entries])
    long = too_long([paper for _, paper in entries], printed)
    if long:
        folios = ", ".join(entries[place][0].folio for place in long)
        raise Unmet((UnmetCondition("pages_name_one_person", {"folio": folios}),))
    # A document of several people lies under the key of the installation, one letter under
    # the key of its person.
    owner = letters[0] if len(letters) == 1 else letters[0].meeting
    kept = papers.keep(acting, printed.pdf, "application/pdf", owner)
    names = tuple(paper.head_name for _, paper in entries)
    return [
        Pressed(issued, paper, place, printed, kept, paper.head_name, names)
        for place, (issued, paper) in enumerate(entries)
    ]
