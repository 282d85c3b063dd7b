"""Entering papers in the register: folio, verification code, official number, copies, voiding."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dmi.documents.filling import FilledBlock
from dmi.documents.models import FolioSeries, IssuedPaper, PaperCopy
from dmi.documents.press import Printed
from dmi.documents.words import Classification
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.profiles.words import PaperId

# Without letters and digits that are mistaken for one another when a code is read aloud.
# Without vowels: a code must not spell a word that its own paper may not hold.
_ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ"
_HALF = 4


@dataclass(frozen=True)
class Entry:
    """What the register keeps of a paper besides its words."""

    paper: PaperId
    text_version_ref: str
    language: str
    object_ref: str
    classification: Classification
    issued_on: date
    issued_by_ref: str
    issue_place: str | None = None
    subject_ref: str | None = None
    signatories: Sequence[dict[str, Any]] = ()
    initials: str | None = None
    enclosures: str | None = None
    has_qr: bool = field(default=False)


def body_hash(blocks: Iterable[FilledBlock]) -> str:
    """Return the hash of the filled words, block by block."""
    text = "\n\n".join(f"[{block.block_id}]{block.text}" for block in blocks)
    return hashlib.sha256(text.encode()).hexdigest()


def verification_code(key: bytes, folio: str, body: str) -> str:
    """Return the short keyed code by which the office answers whether a paper is authentic."""
    digest = hmac.digest(key, f"{folio}|{body}".encode(), "sha256")
    letters = "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[: 2 * _HALF])
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def next_folio(session: Session, prefix: str, on: date, at: datetime) -> str:
    """Return the next folio of the year.

    The row of the series stays locked until the transaction ends: whoever comes next waits,
    and a transaction that is rolled back leaves no gap.
    """
    taken = _take(session, prefix, on.year)
    if taken is None:
        with suppress(IntegrityError), session.begin_nested():
            session.add(FolioSeries(prefix=prefix, year=on.year, last=0, created_at=at))
        taken = _take(session, prefix, on.year)
    return f"{prefix}-{on.year}-{taken:06}"


def issue(
    session: Session,
    entry: Entry,
    *,
    folio: str,
    blocks: Sequence[FilledBlock],
    key: bytes,
    at: datetime,
) -> IssuedPaper:
    """Return the row of a paper that is issued now; the caller adds it under its scope."""
    body = body_hash(blocks)
    paper = IssuedPaper(
        folio=folio,
        paper=entry.paper,
        text_version_ref=entry.text_version_ref,
        language=entry.language,
        subject_ref=entry.subject_ref,
        object_ref=entry.object_ref,
        classification=entry.classification,
        issued_on=entry.issued_on,
        issue_place=entry.issue_place,
        issued_by_ref=entry.issued_by_ref,
        initials=entry.initials,
        enclosures=entry.enclosures,
        signatories=list(entry.signatories),
        qr_token=secrets.token_urlsafe(24) if entry.has_qr else None,
        verification_code=verification_code(key, folio, body),
        body_hash=body,
        created_at=at,
    )
    session.add(paper)
    return paper


def enter_official_number(
    session: Session, paper: IssuedPaper, *, unit: str, number: str, year: int
) -> None:
    """Write the number that the front office gave; once, and never twice in unit, class and year.

    Raises:
        Unmet: the paper has a number, or another paper has this one.
    """
    if paper.official_number is not None:
        raise Unmet((UnmetCondition("official_number_entered_once"),))
    other = session.scalar(
        select(IssuedPaper.id).where(
            IssuedPaper.official_unit == unit,
            IssuedPaper.classification == paper.classification,
            IssuedPaper.official_year == year,
            IssuedPaper.official_number == number,
        )
    )
    if other is not None:
        raise Unmet((UnmetCondition("official_number_free", {"number": number}),))
    paper.official_unit, paper.official_year, paper.official_number = unit, year, number


def log_copy(
    session: Session,
    paper: IssuedPaper,
    printed: Printed,
    place: int,
    *,
    at: datetime,
    by_ref: str,
    reason: str | None = None,
    batch_ref: str | None = None,
    approval_ref: str | None = None,
    watermark: str | None = None,
    pdf_id: UUID | None = None,
) -> PaperCopy:
    """Return the row of one print; ``place`` is the index of the paper in the batch."""
    copy = PaperCopy(
        paper_id=paper.id,
        copy_no=copies(session, paper) + 1,
        printed_at=at,
        printed_by_ref=by_ref,
        approval_ref=approval_ref,
        batch_ref=batch_ref,
        pages=list(printed.pages_of(place)),
        pdf_hash=printed.sha256,
        watermark=watermark,
        pdf_id=pdf_id,
        reason=reason,
        created_at=at,
    )
    session.add(copy)
    return copy


def copies(session: Session, paper: IssuedPaper) -> int:
    """Return how often a paper was printed."""
    count = select(func.count()).select_from(PaperCopy).where(PaperCopy.paper_id == paper.id)
    return session.scalar(count) or 0


def void(paper: IssuedPaper, *, at: datetime, reason: str) -> None:
    """Withdraw an issued paper; its words stay as they were."""
    paper.voided_at, paper.void_reason = at, reason


def _take(session: Session, prefix: str, year: int) -> int | None:
    return session.scalar(
        update(FolioSeries)
        .where(FolioSeries.prefix == prefix, FolioSeries.year == year)
        .values(last=FolioSeries.last + 1)
        .returning(FolioSeries.last)
        .execution_options(synchronize_session=False)
    )
