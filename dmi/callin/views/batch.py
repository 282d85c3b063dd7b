"""The letters of a meeting at the printer: asked for by a clerk, watched until they are there."""

from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dmi.access import papers, sight
from dmi.access.acting import Acting
from dmi.callin.acts.printing import UNDER_WAY, LeftOut, order_letters, sort_out
from dmi.callin.models.letter import Letter
from dmi.callin.models.meeting import Meeting
from dmi.callin.queries.letters import approved_ids, last_batch, letters_by_id, letters_in
from dmi.callin.queries.wording import names_of
from dmi.callin.views.pages import bp
from dmi.documents.models import ShelfFile
from dmi.kernel.refusals import NotKnown, UnmetCondition
from dmi.owed.models import BackgroundWork
from dmi.policy.classes import DataClass
from dmi.policy.plain_states import WorkStatus
from dmi.policy.roles import Role
from dmi.web.forms import PageForm
from dmi.web.guard import acting, page
from dmi.web.papers import pdf
from dmi.web.sentences import sentence

CLERKS = frozenset({Role.CLERK})
AGAIN = "signed_in_again"
TOO_LONG = UnmetCondition("pages_name_one_person", {"folio": "—"})


@page(
    bp,
    "/meetings/<uuid:row_id>/print-letters",
    reads=DataClass.LETTERS,
    methods=("GET", "POST"),
    roles=CLERKS,
)
def print_letters(row_id: UUID) -> ResponseReturnValue:
    """Ask for the approved letters of a meeting as one document, and show how far it is."""
    current = acting()
    row = sight.fetch(current, Meeting, row_id)
    work = last_batch(current, row)
    if request.method != "POST":
        return _show(current, row, work)
    here = redirect(url_for("callin.print_letters", row_id=row.id), 303)
    if work is not None and work.status in UNDER_WAY:
        return here
    found = sort_out(current, _waiting(current, row))
    if any({gap.guard for gap in one.gaps} == {AGAIN} for one in found.left_out):
        return redirect(url_for("accounts.step_up", next=request.path), 303)
    if found.ready:
        order_letters(current, row, letter_ids=[one.id for one in found.ready])
    return here


@page(bp, "/meetings/<uuid:row_id>/printed.pdf", reads=DataClass.LETTERS, roles=CLERKS)
def printed(row_id: UUID) -> Response:
    """Give the newest document, as long as the reader may know everybody in it."""
    current = acting()
    work = last_batch(current, sight.fetch(current, Meeting, row_id))
    file = _document(current, work)
    if file is None:
        raise NotKnown
    current.saw(DataClass.LETTERS, *letters_in(current, file))
    return pdf(papers.take(file), "letters")


def _show(current: Acting, row: Meeting, work: BackgroundWork | None) -> str:
    under_way = work is not None and work.status in UNDER_WAY
    waiting = [] if under_way else _waiting(current, row)
    left = _left_out(current, work, waiting)
    document = _document(current, work)
    names = names_of(current, [one.letter.pathway_id for one in left]) if left else {}
    return render_template(
        "callin/print_letters.html",
        row=row,
        work=work,
        under_way=under_way,
        document=document,
        printed=len(letters_in(current, document)) if document else work.total_items if work else 0,
        waiting=len(waiting),
        left=[
            (
                names.get(one.letter.pathway_id, ""),
                one.letter,
                [sentence(gap.guard, dict(gap.args)) for gap in one.gaps],
            )
            for one in left
        ],
        form=PageForm(),
    )


def _waiting(current: Acting, row: Meeting) -> list[Letter]:
    return letters_by_id(current, approved_ids(current, row))


def _left_out(current: Acting, work: BackgroundWork | None, waiting: list[Letter]) -> list[LeftOut]:
    """Return the letters that would not go now; one that the press left behind is too long."""
    pressed = work.arguments["letters"] if work and work.status is WorkStatus.DONE else ()
    found = sort_out(current, waiting)
    held = {
        one.letter.id: [gap for gap in one.gaps if gap.guard != AGAIN] for one in found.left_out
    }
    for letter in waiting:
        if str(letter.id) in pressed:
            held[letter.id] = held.get(letter.id) or [TOO_LONG]
    return [LeftOut(one, tuple(held[one.id])) for one in waiting if held.get(one.id)]


def _document(current: Acting, work: BackgroundWork | None) -> ShelfFile | None:
    """Return what a work printed, to whoever may still know every letter in it."""
    if work is None or work.result_id is None:
        return None
    file = current.session.get_one(ShelfFile, work.result_id)
    inside = letters_in(current, file)
    return file if len(letters_by_id(current, inside)) == len(inside) else None
