"""Letters for the printer: issued with a folio, asked for as one document, logged copy by copy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from dmi.access import papers
from dmi.access.acting import Acting, Actor
from dmi.access.acts import ACTS, standing_gaps, write
from dmi.callin.models.letter import Letter
from dmi.callin.models.meeting import Meeting
from dmi.callin.queries.around import roles_of, user_of
from dmi.callin.queries.letters import batch_key, batches, last_batch, letters_by_id
from dmi.callin.queries.wording import addressee, kept_words, letter_wording, on_sheet, words_kept
from dmi.documents import register
from dmi.documents.filling import FilledBlock
from dmi.documents.models import IssuedPaper, PaperCopy, ShelfFile
from dmi.documents.paper import DEMO_MARK, Paper
from dmi.documents.press import Printed, print_batch, too_long
from dmi.kernel.refusals import NotKnown, Unmet, UnmetCondition
from dmi.owed.acts import ask_work
from dmi.owed.models import BackgroundWork
from dmi.owed.words import WorkType
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import WorkStatus
from dmi.policy.roles import Role
from dmi.profiles.models import TextVersion
from dmi.profiles.words import PaperId
from dmi.store.base import Record

COPY = {"es": "Copia {n}", "en": "Copy {n}"}
NEVER_PRINTED = "Never printed: the letter was sent to the printer again."
UNDER_WAY = (WorkStatus.QUEUED, WorkStatus.RUNNING)


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
class Sorted:
    """Letters that may be printed now, and those that may not."""

    ready: tuple[Letter, ...]
    left_out: tuple[LeftOut, ...]


def issue(acting: Acting, letter: Letter) -> tuple[IssuedPaper, Paper]:
    """Give a letter its folio and fix its words; nothing is printed yet.

    A folio from an order that was never printed is void from now on.

    Raises:
        Unmet: words are missing.
    """
    void_unprinted(acting, letter, NEVER_PRINTED)
    issued, paper = papers.issue(acting, letter_wording(acting, letter), letter)
    one = addressee(acting, letter.pathway_id)
    letter.paper_id = issued.id
    letter.body = kept_words(paper.blocks)
    letter.rendered_blocks = [block.block_id for block in paper.blocks]
    letter.envelope_text = "\n".join((one.name, *one.lines))
    letter.address_copy = "\n".join(one.lines)
    return issued, on_sheet(acting, paper)


def void_unprinted(acting: Acting, letter: Letter, reason: str) -> None:
    """Withdraw the folio of a letter that has one and was never printed."""
    old = acting.session.get(IssuedPaper, letter.paper_id) if letter.paper_id else None
    if old is not None and old.voided_at is None:
        register.void(old, at=acting.at, reason=reason)


def press(acting: Acting, letter: Letter) -> Pressed:
    """Issue one letter and print it.

    Raises:
        Unmet: words are missing, the letter needs more pages than its sheet allows, or it is
            being printed with others.
    """
    if str(letter.id) in under_way(acting, letter.meeting):
        raise Unmet((UnmetCondition("work_not_already_asked", {"pct": 0}),))
    entry = issue(acting, letter)
    return pressed(acting, [entry], print_batch([entry[1]]), letter)[0]


def again(acting: Acting, letter: Letter) -> Pressed:
    """Print the words of an issued letter once more, with the number of the copy.

    Raises:
        NotKnown: the letter was never issued.
        Unmet: its words are not those that were issued.
    """
    issued, paper = as_issued(acting, letter)
    number = register.copies(acting.session, issued) + 1
    copy = replace(paper, copy_line=COPY[letter.language].format(n=number))
    return pressed(acting, [(issued, copy)], print_batch([copy]), letter)[0]


def as_issued(acting: Acting, letter: Letter) -> tuple[IssuedPaper, Paper]:
    """Return an issued letter with exactly the words of its register.

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
    version = acting.session.get_one(TextVersion, UUID(issued.text_version_ref))
    paper = Paper(
        paper_id=PaperId.P01I,
        language=letter.language,
        blocks=blocks,
        issued_on=issued.issued_on,
        folio=issued.folio,
        verification_code=issued.verification_code,
        text_version=str(version.number),
        watermark=DEMO_MARK if acting.is_demo else "",
        qr_token=issued.qr_token or "",
        head_name=(letter.envelope_text or "").split("\n")[0],
    )
    return issued, on_sheet(acting, paper)


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


def sort_out(acting: Acting, letters: Sequence[Letter]) -> Sorted:
    """Tell which approved letters may be printed as one document, and why others may not.

    Where the programme manager approved a letter, that approval is the confirmation of its
    printing; any other letter waits for a second person on its own page.
    """
    ready: list[Letter] = []
    left: list[LeftOut] = []
    for letter in letters[: acting.number("letter_batch_max")]:
        pair = confirmed_by_manager(acting, letter)
        gaps = tuple(standing_gaps(pair or acting, ACTS["L.print_letter"], letter, {}))
        if pair is None and not gaps:
            gaps = (UnmetCondition("print_approved"),)
        if gaps:
            left.append(LeftOut(letter, gaps))
        else:
            ready.append(letter)
    return Sorted(tuple(ready), tuple(left))


@write("callin.letters.ordered", data_class=DataClass.MEETINGS)
def order_letters(
    acting: Acting, meeting: Meeting, *, letter_ids: Sequence[UUID]
) -> BackgroundWork:
    """Ask for letters of one meeting as one document.

    They get their folios and words now, so that what is printed is what was asked for.

    Raises:
        Unmet: a letter may not go, or letters of this meeting are being printed.
    """
    acting.session.refresh(meeting, with_for_update=True)
    if under_way(acting, meeting):
        raise Unmet((UnmetCondition("work_not_already_asked", {"pct": 0}),))
    letters = letters_by_id(acting, letter_ids)
    found = sort_out(acting, letters)
    if found.left_out or not letters:
        raise Unmet(tuple(gap for one in found.left_out for gap in one.gaps))
    for letter in letters:
        issue(acting, letter)
    return ask_work(
        acting,
        WorkType.LETTER_BATCH,
        {"letters": [str(one.id) for one in letters]},
        f"{batch_key(meeting)}{batches(acting, meeting) + 1}",
        len(letters),
        about=meeting,
    )


def under_way(acting: Acting, meeting: Meeting) -> frozenset[str]:
    """Return the ids of the letters of a meeting that are being printed now."""
    work = last_batch(acting, meeting)
    printing = work is not None and work.status in UNDER_WAY
    return frozenset(work.arguments["letters"]) if work is not None and printing else frozenset()


def _without_code(blocks: Sequence[FilledBlock], issued: IssuedPaper) -> tuple[FilledBlock, ...]:
    """Return the words as they were hashed: before the code that is made of that hash."""
    return tuple(
        replace(one, lines=tuple(line.replace(issued.verification_code, "—") for line in one.lines))
        for one in blocks
    )


def confirmed_by_manager(acting: Acting, letter: Letter) -> Acting | None:
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


def pressed(
    acting: Acting,
    entries: Sequence[tuple[IssuedPaper, Paper]],
    printed: Printed,
    under: Record,
) -> list[Pressed]:
    """Keep a printed document on the shelf under the key of ``under``; return its letters.

    Raises:
        Unmet: a letter needs more pages than its sheet allows.
    """
    long = too_long([paper for _, paper in entries], printed)
    if long:
        folios = ", ".join(entries[place][0].folio for place in long)
        raise Unmet((UnmetCondition("pages_name_one_person", {"folio": folios}),))
    kept = papers.keep(acting, printed.pdf, "application/pdf", under)
    names = tuple(paper.head_name for _, paper in entries)
    return [
        Pressed(issued, paper, place, printed, kept, paper.head_name, names)
        for place, (issued, paper) in enumerate(entries)
    ]
