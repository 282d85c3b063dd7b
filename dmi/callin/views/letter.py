"""One letter: what is missing, how it reads, who printed it, who brings it."""

from uuid import UUID

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from dmi.access import papers, sight
from dmi.callin.models.delivery import DeliveryRound
from dmi.callin.models.letter import Letter, Release
from dmi.callin.queries import letters as queries
from dmi.callin.queries.around import attempts_of
from dmi.callin.queries.wording import (
    addressee,
    envelope_paper,
    letter_paper,
    receipt_paper,
    words_kept,
)
from dmi.callin.views.pages import AROUND_LETTERS, bp, steps_of
from dmi.callin.views.preflight import preflight
from dmi.documents.filling import FilledBlock
from dmi.documents.press import print_batch
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import LetterStatus
from dmi.web.guard import acting, page
from dmi.web.papers import pdf

ORGANISERS = frozenset({Role.CLERK, Role.PROGRAMME_MANAGER})
_STILL_DRAFTED = (LetterStatus.DRAFT, LetterStatus.APPROVED)


@page(bp, "/letters/<uuid:row_id>", reads=DataClass.LETTERS, shows=Letter, roles=AROUND_LETTERS)
def letter(row_id: UUID) -> ResponseReturnValue:
    """Show a letter with its pre-flight, its words and its print log."""
    row = _letter(row_id)
    rounds = queries.rounds_of(acting(), row)
    return render_template(
        "callin/letter.html",
        row=row,
        name=addressee(acting(), row.pathway_id).name,
        issued=queries.issued_of(acting(), row),
        steps=steps_of(row),
        conditions=preflight(row) if row.status is LetterStatus.DRAFT else [],
        words=_words(row),
        copies=queries.copies_of(acting(), row),
        versions=queries.versions_of(acting(), row),
        rounds=[(one, steps_of(one), attempts_of(acting(), one.id)) for one in rounds],
        drafted=row.status in _STILL_DRAFTED,
        releases=_releases(row),
        organises=acting().by.role in ORGANISERS,
    )


@page(
    bp,
    "/delivery-rounds/<uuid:row_id>",
    reads=DataClass.LETTERS,
    shows=DeliveryRound,
    roles=AROUND_LETTERS,
)
def delivery(row_id: UUID) -> ResponseReturnValue:
    """Show a round with its visits."""
    row = sight.fetch(acting(), DeliveryRound, row_id)
    acting().saw(DataClass.LETTERS, row.id)
    return render_template(
        "callin/delivery.html",
        row=row,
        name=addressee(acting(), row.letter.pathway_id).name,
        steps=steps_of(row),
        attempts=attempts_of(acting(), row.id),
    )


@page(bp, "/letters/<uuid:row_id>/preview.pdf", reads=DataClass.LETTERS, roles=AROUND_LETTERS)
def preview(row_id: UUID) -> Response:
    """Give the letter as it would be printed now, under the mark of a draft."""
    return pdf(print_batch([letter_paper(acting(), _letter(row_id))]).pdf, "preview")


@page(bp, "/letters/<uuid:row_id>/envelope.pdf", reads=DataClass.LETTERS, roles=AROUND_LETTERS)
def envelope(row_id: UUID) -> Response:
    """Give the envelope: name and address, and nothing else."""
    row = _letter(row_id)
    return pdf(print_batch([envelope_paper(acting(), row.pathway_id)]).pdf, "envelope")


@page(bp, "/letters/<uuid:row_id>/receipt.pdf", reads=DataClass.LETTERS, roles=AROUND_LETTERS)
def receipt(row_id: UUID) -> Response:
    """Give the receipt slip that the pair takes along."""
    return pdf(print_batch([receipt_paper(acting(), _letter(row_id))]).pdf, "receipt")


@page(
    bp,
    "/letters/<uuid:row_id>/document.pdf",
    reads=DataClass.LETTERS,
    roles=ORGANISERS,
)
def document(row_id: UUID) -> Response:
    """Give the document in which the letter was printed, to those who organise the meeting."""
    file = queries.document_of(acting(), _letter(row_id))
    if file is None:
        raise NotKnown
    acting().saw(DataClass.LETTERS, *queries.letters_in(acting(), file))
    return pdf(papers.take(file), "letters")


def _letter(row_id: UUID) -> Letter:
    row = sight.fetch(acting(), Letter, row_id)
    acting().saw(DataClass.LETTERS, row.id)
    return row


def _releases(row: Letter) -> list[tuple[Release, list[dict[str, object]]]]:
    """Return what a prosecutor let be told, to the prosecutor who may take it back."""
    if acting().by.role is not Role.PROSECUTOR:
        return []
    return [(one, steps_of(one)) for one in queries.releases_of(acting(), row.pathway_id)]


def _words(row: Letter) -> tuple[FilledBlock, ...]:
    """Return the words as issued, or as they stand now; nothing while something is missing."""
    if row.body:
        return words_kept(row.body)
    try:
        return letter_paper(acting(), row).blocks
    except Unmet:
        return ()
