"""Papers as acts: words in force, the row's values, folio, register and the copy as issued."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.audit import record_act
from dmi.access.guards import Gap, Look, guard
from dmi.access.models.places import Jurisdiction
from dmi.documents import register
from dmi.documents.filling import Incomplete, fill, missing
from dmi.documents.layouts import office_sheet
from dmi.documents.models import IssuedPaper, PaperCopy, ShelfFile
from dmi.documents.paper import DEMO_MARK, DRAFT_MARKS, Paper
from dmi.documents.press import Printed, print_batch
from dmi.documents.shelf import Kept, Shelf
from dmi.documents.words import Classification
from dmi.kernel.local_time import day_in_words
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.policy.words import KeyClass
from dmi.profiles.checks import unknown_placeholders
from dmi.profiles.models import TextVersion
from dmi.profiles.profile import load
from dmi.profiles.queries import approved_text, blocks_of, newest_text
from dmi.profiles.words import PaperId
from dmi.store.base import Record
from dmi.store.keys import vault

RESERVED = frozenset({"P11", "P12A", "P12N", "P14", "P15", "P17C", "P17L", "P18D", "P18W", "P21"})
WITH_QR = frozenset({"P01I", "P01C", "P02", "P17C"})
_SAME = (
    *("complaint_office", "contact_hours", "question_line", "switchboard_phone"),
    *("unit_name", "issue_place", "decree_number", "review_body"),
)
_RENAMED = {
    "defender_phone": "defender_line",
    "reply_days": "account_window",
    "appeal_days": "appeal_window",
    "sla_assessment": "needs_assessed_within",
    "sla_first_call": "first_call_within",
    "sla_first_meeting": "first_meeting_within",
    "sla_plan": "plan_signed_within",
    "decree_date": "decree_date",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """What one row puts into one paper; the installation's own values are added by ``compose``.

    Attributes:
        paper: which paper.
        values: the row's placeholders by name.
        conditions: the conditions of texts.md 1.4 that hold.
        language: the person's language; the place's own where it is empty or not spoken here.
        rows: table rows by block id.
        head_name: repeated in the head of a second page.
        signatories: who signs, for the register.
        drawing: the SVG of the figure, where the paper has one.
        waits_for: the condition without which the paper may be looked at, but not issued.
    """

    paper: PaperId
    values: Mapping[str, str]
    conditions: frozenset[str] = frozenset()
    language: str = ""
    rows: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    head_name: str = ""
    signatories: tuple[dict[str, str], ...] = ()
    drawing: str = ""
    waits_for: str = ""


LANGUAGE_NAMES = {"es": {"en": "inglés"}, "en": {"es": "Spanish"}}


def installation_values(acting: Acting, language: str) -> dict[str, str]:
    """Return the placeholders that settings and the place answer."""
    values = {name: acting.setting(name) for name in _SAME}
    values |= {name: acting.setting(kept) for name, kept in _RENAMED.items()}
    old, _, new = acting.setting("data_law_names").partition("; ")
    is_new = acting.today.isoformat() >= acting.setting("data_law_effective")
    values["data_law"] = new if is_new and new else old
    neutral = [*acting.setting("neutral_unit").split("; "), "", "", ""]
    values["neutral_unit_name"] = neutral[0]
    values["neutral_signatory_name"], values["neutral_signatory_post"] = neutral[1], neutral[2]
    certifier = [*acting.setting("certifier").split("; "), "", ""]
    values["certifier_name"], values["certifier_post"] = certifier[0], certifier[1]
    values["other_languages"] = other_languages(acting, language)
    values["issue_date"] = day_in_words(acting.today, language)
    place = acting.session.scalars(
        select(Jurisdiction).where(Jurisdiction.id.in_(acting.by.jurisdiction_ids)).limit(1)
    ).first()
    values["comuna"] = place.name if place else ""
    values["comuna_caps"] = values["comuna"].upper()
    return values


def version_of(acting: Acting, wording: Wording) -> TextVersion:
    """Return the approved words, or in the demo the newest ones.

    Raises:
        Unmet: no words may be used, or they hold names that no paper knows.
    """
    session, paper = acting.session, wording.paper
    language = acting.language_for(wording.language)
    found = approved_text(session, acting.profile, paper, language, acting.today)
    if found is None and acting.is_demo:
        found = newest_text(session, acting.profile, paper, language)
    if found is None:
        raise Unmet((UnmetCondition("text_version_approved", {"paper": paper.value}),))
    strange = unknown_placeholders(blocks_of(found))
    if strange:  # no form lets such words in: somebody wrote into the database beside it
        fields = ", ".join(dict.fromkeys(one.words or one.block_id for one in strange))
        raise Unmet((UnmetCondition("placeholders_known", {"fields": fields}),))
    return found


def compose(
    acting: Acting, wording: Wording, *, folio: str = "—", code: str = "—", draft: bool = True
) -> Paper:
    """Return the paper ready to be set; a draft carries its mark.

    Raises:
        Unmet: no approved words, or a required value is missing (each is named).
    """
    version = version_of(acting, wording)
    language = acting.language_for(wording.language)
    conditions = wording.conditions | {_law(acting)}
    values = {
        **installation_values(acting, language),
        "programme_name": "",
        **wording.values,
        "folio": folio,
        "verification_code": code,
    }
    try:
        blocks = fill(blocks_of(version), values, conditions)
    except Incomplete as cause:
        fields = ", ".join(dict.fromkeys(gap.placeholder for gap in cause.missing))
        raise Unmet((UnmetCondition("fields_complete", {"fields": fields}),)) from cause
    mark = DRAFT_MARKS.get(language, DRAFT_MARKS["en"]) if draft else ""
    return Paper(
        paper_id=wording.paper,
        language=language,
        blocks=blocks,
        issued_on=acting.today,
        folio=folio,
        verification_code=code,
        text_version=str(version.number),
        watermark=DEMO_MARK if acting.is_demo and not draft else mark,
        head_name=wording.head_name,
        rows=wording.rows,
        drawing=wording.drawing,
        sheet=office_sheet(wording.paper, acting.setting("paper_size")),
    )


def other_languages(acting: Acting, language: str) -> str:
    """Return the names of the place's other languages, said in ``language``."""
    others = [one for one in load(acting.profile).languages if one != language]
    return ", ".join(LANGUAGE_NAMES[language][one] for one in others)


def lacking(acting: Acting, wording: Wording) -> list[str]:
    """Return the names of required values that the paper still lacks."""
    language = acting.language_for(wording.language)
    values = {**installation_values(acting, language), **wording.values}
    values |= {"folio": "—", "verification_code": "—"}
    gaps = missing(
        blocks_of(version_of(acting, wording)), values, wording.conditions | {_law(acting)}
    )
    return list(dict.fromkeys(gap.placeholder for gap in gaps))


def issue(acting: Acting, wording: Wording, row: Record) -> tuple[IssuedPaper, Paper]:
    """Enter a paper in the register and return it with its final words; nothing is printed yet.

    Raises:
        Unmet: words are missing, or what the paper says was not decided.
    """
    if wording.waits_for:
        raise Unmet((UnmetCondition(wording.waits_for),))
    prefix = acting.setting("folio_prefix")
    folio = register.next_folio(acting.session, prefix, acting.today, acting.at)
    unsigned = compose(acting, wording, folio=folio, draft=False)
    entry = register.Entry(
        paper=wording.paper,
        text_version_ref=str(version_of(acting, wording).id),
        language=acting.language_for(wording.language),
        object_ref=str(row.id),
        classification=(
            Classification.RESERVED if wording.paper.value in RESERVED else Classification.PERSONAL
        ),
        issued_on=acting.today,
        issued_by_ref=str(acting.first_id),
        issue_place=acting.setting("issue_place") or None,
        subject_ref=str(row.subject_id) if row.subject_id else None,
        signatories=wording.signatories,
        has_qr=wording.paper.value in WITH_QR,
    )
    issued = register.issue(
        acting.session,
        entry,
        folio=folio,
        blocks=unsigned.blocks,
        key=vault().secret("papers"),
        at=acting.at,
    )
    acting.add(issued, under=row)
    acting.session.flush()
    final = compose(acting, wording, folio=folio, code=issued.verification_code, draft=False)
    data_class = type(row).__data_class__
    details = {"paper": wording.paper.value, "folio": folio}
    record_act(acting, "documents.paper.issued", data_class, row, details)
    return issued, replace(final, qr_token=issued.qr_token or "")


def print_issued(
    acting: Acting, papers: Sequence[tuple[IssuedPaper, Paper]], *, reason: str = ""
) -> Printed:
    """Print issued papers as one document, log a copy of each and keep the document."""
    printed = print_batch([paper for _, paper in papers])
    kept = keep(acting, printed.pdf, "application/pdf", papers[0][0])
    for place, (issued, paper) in enumerate(papers):
        copy = register.log_copy(
            acting.session,
            issued,
            printed,
            place,
            at=acting.at,
            by_ref=str(acting.first_id),
            watermark=paper.watermark or None,
            pdf_id=kept.id,
            reason=reason or None,
        )
        acting.add(copy, under=issued)
    acting.session.flush()
    return printed


def keep(acting: Acting, content: bytes, media_type: str, under: Record | None) -> ShelfFile:
    """Put bytes on the encrypted shelf under the row's own key."""
    owner = under.key_ref if under is not None else None
    shelf = Shelf(vault().folder / "shelf", vault())
    kept = shelf.keep(io.BytesIO(content), key_class=KeyClass.IDENTITY.value, owner=owner)
    row = ShelfFile(
        sha256=kept.sha256,
        size_bytes=kept.size_bytes,
        media_type=media_type,
        kid="root",
        key_class=KeyClass.IDENTITY,
        key_ref=owner,
    )
    acting.add(row, under=under)
    acting.session.flush()
    return row


def take(row: ShelfFile) -> bytes:
    """Return the bytes of a kept file."""
    shelf = Shelf(vault().folder / "shelf", vault())
    kept = Kept(row.sha256, row.size_bytes)
    return b"".join(shelf.read(kept, key_class=row.key_class.value, owner=row.key_ref))


def issued_about(acting: Acting, row: Record, paper: PaperId | None = None) -> list[IssuedPaper]:
    """Return the papers issued about one row, newest first."""
    query = select(IssuedPaper).where(IssuedPaper.object_ref == str(row.id))
    if paper is not None:
        query = query.where(IssuedPaper.paper == paper)
    return list(acting.session.scalars(query.order_by(IssuedPaper.folio.desc())))


def copies_of(acting: Acting, issued: IssuedPaper) -> list[PaperCopy]:
    """Return every print of an issued paper."""
    query = select(PaperCopy).where(PaperCopy.paper_id == issued.id)
    return list(acting.session.scalars(query.order_by(PaperCopy.copy_no)))


@guard("text_version_approved")
def text_version_approved(look: Look) -> Gap:
    """The letter's words have an approver and a date; the demo shows them unapproved."""
    language = look.acting.language_for(getattr(look.row, "language", ""))
    paper = PaperId("P01I")
    session, acting = look.acting.session, look.acting
    approved = approved_text(session, acting.profile, paper, language, acting.today)
    return None if approved is not None or acting.is_demo else {"paper": paper.value}


def _law(acting: Acting) -> str:
    is_new = acting.today.isoformat() >= acting.setting("data_law_effective")
    return "law_new" if is_new else "law_old"
