"""One letter: what is missing, how it reads, who printed it, who brings it."""

from uuid import UUID

from flask import Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access import papers, sight
from dmi.access.acts import ACTS, standing_gaps
from dmi.access.guards import GUARDS
from dmi.callin.models.delivery import DeliveryRound
from dmi.callin.models.letter import Letter
from dmi.callin.queries import letters as queries
from dmi.callin.queries.around import attempts_of, listing_of
from dmi.callin.queries.wording import (
    addressee,
    envelope_paper,
    letter_paper,
    receipt_paper,
    words_kept,
)
from dmi.callin.views.pages import AROUND_LETTERS, bp, steps_of
from dmi.documents.filling import FilledBlock
from dmi.documents.press import print_batch
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.classes import DataClass
from dmi.policy.roles import Role
from dmi.policy.states import LetterStatus
from dmi.web.guard import acting, page
from dmi.web.papers import pdf
from dmi.web.sentences import condition_of, sentence
from dmi.web.steps import href_of

_OF_THE_PERSON = {
    "decision_signed",
    "case_live",
    "limitation_covers_meeting",
    "identity_confirmed",
    "address_recorded",
    "person_not_blocked",
}
_OF_THE_MEETING = {"notice_window_kept", "words_allowed", "no_secret_in_text"}
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
        conditions=_preflight(row) if row.status is LetterStatus.DRAFT else [],
        words=_words(row),
        copies=queries.copies_of(acting(), row),
        versions=queries.versions_of(acting(), row),
        rounds=[(one, steps_of(one), attempts_of(acting(), one.id)) for one in rounds],
        drafted=row.status in _STILL_DRAFTED,
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
    roles=frozenset({Role.CLERK, Role.PROGRAMME_MANAGER}),
)
def document(row_id: UUID) -> Response:
    """Give the document in which the letter was printed, to those who organise the meeting."""
    file = queries.document_of(acting(), _letter(row_id))
    if file is None:
        raise NotKnown
    return pdf(papers.take(file), "letters")


def _letter(row_id: UUID) -> Letter:
    row = sight.fetch(acting(), Letter, row_id)
    acting().saw(DataClass.LETTERS, row.id)
    return row


def _preflight(row: Letter) -> list[dict[str, object]]:
    """Return every condition of the approval, unmet first, each with the place that mends it."""
    deed = ACTS["L.approve_letter"]
    items: list[dict[str, object]] = []
    unmet = set()
    for gap in standing_gaps(acting(), deed, row, None):
        href = _mends(gap.guard, row)
        item = condition_of(gap)
        items.append({**item, "href": href, "link_label": _("Mend it") if href else ""})
        unmet.add(gap.guard)
    items += [
        {"met": True, "sentence": sentence(name), "href": None}
        for name in deed.step.guards
        if name not in unmet and not GUARDS[name].of_form
    ]
    return items


def _mends(guard: str, row: Letter) -> str:
    """Return where an unmet condition is mended by this reader, or nothing."""
    role = acting().by.role
    if guard in {"release_valid", "release_covers_investigation"}:
        return _if(role is Role.PROSECUTOR, "release_facts", row.pathway_id)
    if guard == "warrant_check_fresh":
        return _if(role is Role.PROSECUTOR, "check_warrants", row.pathway_id)
    if guard == "safe_passage_guaranteed":
        return _if(role is Role.PROSECUTOR, "guarantee_safe_passage", row.meeting_id)
    if guard in _OF_THE_MEETING:
        return url_for("callin.meeting", row_id=row.meeting_id)
    if guard in {"blocks_complete", "signatory_fits_mode", "counsel_line_present"}:
        listing = listing_of(acting(), row.pathway_id, row.meeting_id)
        return _if(
            listing is not None and role is Role.CLERK,
            "draft_letter",
            listing.id if listing else None,
        )
    return href_of(row.pathway) if guard in _OF_THE_PERSON else ""


def _if(may: object, endpoint: str, row_id: UUID | None) -> str:
    return url_for(f"callin.{endpoint}", row_id=row_id) if may else ""


def _words(row: Letter) -> tuple[FilledBlock, ...]:
    """Return the words as issued, or as they stand now; nothing while something is missing."""
    if row.body:
        return words_kept(row.body)
    try:
        return letter_paper(acting(), row).blocks
    except Unmet:
        return ()
