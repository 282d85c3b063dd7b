"""Acts of releases and letters, from the prosecutor's word to the pair at the door."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

import dmi.callin.guards.deliveries
import dmi.callin.guards.letters
import dmi.callin.guards.meetings  # noqa: F401 - registers its guards
from dmi.access.acting import Acting
from dmi.access.acts import act, cascade
from dmi.callin.acts.printing import Pressed, again, log, press, void_unprinted
from dmi.callin.models.letter import Letter, Release
from dmi.callin.models.meeting import Listing
from dmi.callin.queries.around import guarantee_of, release_in_force
from dmi.callin.queries.wording import addressee, released_text
from dmi.callin.words import LetterMode
from dmi.documents.models import IssuedPaper
from dmi.documents.register import void
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.people.models.pathway import Pathway
from dmi.policy.states import LetterStatus
from dmi.profiles.queries import approved_text, newest_text
from dmi.profiles.words import PaperId


@act("RE.release_facts", needs=("recipients", "valid_until", "zone"))
def release_facts(
    acting: Acting,
    pathway: Pathway,
    *,
    sentence: str,
    zone: str,
    recipients: str,
    valid_until: date,
) -> Release:
    """Let one sentence of the closed list be told, to whom and until when."""
    release = Release(
        pathway_id=pathway.id,
        released_by_id=acting.by.id,
        released_at=acting.at,
        scope=sentence,
        recipients=[recipients],
        text="",
        covers_investigation=True,
        zone=zone,
        valid_until=valid_until,
    )
    release.text = released_text(acting, release, acting.language_for())
    return acting.add(release, under=pathway)


@act("RE.revoke_release")
def revoke_release(acting: Acting, release: Release, *, reason: str) -> None:  # noqa: ARG001
    """Take a release back; the move keeps the reason."""
    release.revoked_at = acting.at


@act("RE.lapse_release")
def lapse_release(_acting: Acting, _release: Release) -> None:
    """Mark a release whose last day has passed."""


@act("L.draft_letter", needs=("signatory_name", "signatory_post"))
def draft_letter(
    acting: Acting,
    listing: Listing,
    *,
    signatory_name: str,
    signatory_post: str,
    signatory2_name: str | None = None,
    signatory2_post: str | None = None,
) -> Letter:
    """Draft the next version of a listed person's invitation, in the person's language."""
    one = addressee(acting, listing.pathway_id)
    text = approved_text(
        acting.session, acting.profile, PaperId.P01I, one.language, acting.today
    ) or newest_text(acting.session, acting.profile, PaperId.P01I, one.language)
    if text is None:
        raise Unmet((UnmetCondition("text_version_approved", {"paper": PaperId.P01I.value}),))
    earlier = acting.session.scalar(
        select(func.max(Letter.version)).where(
            Letter.pathway_id == listing.pathway_id, Letter.meeting_id == listing.meeting_id
        )
    )
    signers = [signatory_name, signatory_post]
    if signatory2_name:
        signers += [signatory2_name, signatory2_post or ""]
    return acting.add(
        Letter(
            pathway_id=listing.pathway_id,
            meeting_id=listing.meeting_id,
            version=(earlier or 0) + 1,
            mode=LetterMode.INVITATION,
            is_first=not _was_written_before(acting, listing.pathway_id),
            language=one.language,
            text_version_id=text.id,
            counsel_contact=acting.setting("defender_line").strip() or None,
            uses_safe_passage=True,
            signatories=signers,
            drafted_by_id=acting.by.id,
        ),
        under=listing,
    )


@act("L.approve_letter")
def approve_letter(acting: Acting, letter: Letter) -> None:
    """Approve the words as they stand, as somebody who did not draft them."""
    letter.approved_by_id, letter.approved_at = acting.by.id, acting.at


@act("L.print_letter")
def print_letter(acting: Acting, letter: Letter, *, pressed: Pressed | None = None) -> None:
    """Issue the letter under its folio, keep its words and log the first copy."""
    done = pressed or press(acting, letter)
    release = release_in_force(acting, letter.pathway_id)
    guarantee = guarantee_of(acting, letter.meeting)
    letter.release_id = release.id if release else None
    letter.safe_passage_id = guarantee.id if guarantee else None
    log(acting, done)


@act("L.reprint_letter")
def reprint_letter(acting: Acting, letter: Letter, *, reason: str) -> None:
    """Print another copy of the words as issued; the copy bears its number."""
    if not reason.strip():
        raise Unmet((UnmetCondition("reason_given", {"min": 20}),))
    log(acting, again(acting, letter), reason=reason)


@act("L.hand_out_letter", needs=("deliverer_id", "second_deliverer_id"))
def hand_out_letter(
    acting: Acting,
    letter: Letter,
    *,
    deliverer_id: UUID,
    second_deliverer_id: UUID,
    planned_on: date | None = None,
) -> None:
    """Give the letter to the pair that will bring it; their round begins with it."""
    cascade(
        acting,
        "D.assign_delivery",
        letter,
        deliverer_id=deliverer_id,
        second_deliverer_id=second_deliverer_id,
        planned_on=planned_on,
        handed_letter=letter,
    )
    issued = _issued(acting, letter)
    if issued is not None and issued.left_at is None:
        issued.left_at = acting.at


@act("L.deliver_letter")
def deliver_letter(_acting: Acting, _letter: Letter, *, attempt: Any) -> None:
    """Carry that the letter reached the person."""


@act("L.record_refusal")
def record_refusal(
    _acting: Acting,
    _letter: Letter,
    *,
    attempt: Any,
    witness_note: str,
) -> None:
    """Carry that the person refused the paper in hand."""


@act("L.give_up_letter")
def give_up_letter(_acting: Acting, _letter: Letter) -> None:
    """Carry that nobody was found."""


@act("L.recall_letter", needs=("reason", "retrieved_by_id"))
def recall_letter(
    acting: Acting,
    letter: Letter,
    *,
    reason: str,
    retrieved_by_id: UUID,  # noqa: ARG001 - kept by the audit row
) -> None:
    """Get the paper back; it is void from now on."""
    issued = _issued(acting, letter)
    if issued is not None and issued.voided_at is None:
        void(issued, at=acting.at, reason=reason)


@act("L.void_letter")
def void_letter(acting: Acting, letter: Letter, *, reason: str) -> None:
    """Give a letter up that was never printed, and the folio it may have; the move keeps why."""
    void_unprinted(acting, letter, reason)


def _issued(acting: Acting, letter: Letter) -> IssuedPaper | None:
    return acting.session.get(IssuedPaper, letter.paper_id) if letter.paper_id else None


def _was_written_before(acting: Acting, pathway_id: UUID) -> bool:
    query = select(Letter.id).where(
        Letter.pathway_id == pathway_id,
        Letter.status.not_in((LetterStatus.VOIDED, LetterStatus.DRAFT, LetterStatus.APPROVED)),
    )
    return acting.session.scalars(query.limit(1)).first() is not None
