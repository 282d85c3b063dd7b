"""The words of a letter: what one row puts into the invitation, its envelope and its receipt."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from dmi.access.acting import Acting
from dmi.access.models.places import Jurisdiction
from dmi.access.papers import Wording, compose
from dmi.access.sight import narrow
from dmi.callin.models.letter import Letter, Release
from dmi.callin.models.meeting import Meeting
from dmi.callin.queries.around import guarantee_of, release_in_force, user_of
from dmi.documents.filling import FilledBlock
from dmi.documents.layouts import office_sheet
from dmi.documents.models import IssuedPaper
from dmi.documents.paper import Paper
from dmi.kernel.local_time import full_day_in_words, hour_text, short_day_in_words, to_local
from dmi.kernel.refusals import NotKnown
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Address, Person
from dmi.policy.classes import DataClass
from dmi.profiles.blocks import fill_placeholders
from dmi.profiles.papers import packaged
from dmi.profiles.words import BlockKind, PaperId
from dmi.territory.models.cohort import Cohort

_GREETINGS = {"es": "Estimado/a", "en": "Dear"}
_MINUTES = {"es": "{n} minutos", "en": "{n} minutes"}


@dataclass(frozen=True, slots=True)
class Addressee:
    """All that whoever sends a letter learns about a person: name and address."""

    name: str
    line_1: str
    line_2: str
    greeting: str
    language: str

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the address as printed."""
        return tuple(filter(None, (self.line_1, self.line_2)))


def addressee(acting: Acting, pathway_id: UUID) -> Addressee:
    """Return name and address of a person whose identity this reader may know.

    Raises:
        NotKnown: this reader may not know who it is.
    """
    query = (
        select(Person).join(Pathway, Pathway.person_id == Person.id).where(Pathway.id == pathway_id)
    )
    person = acting.session.scalars(
        narrow(query, acting, Pathway, DataClass.IDENTITY)
    ).one_or_none()
    if person is None:
        raise NotKnown
    acting.saw(DataClass.IDENTITY, pathway_id)
    found = current_address(acting, person.id)
    language = acting.language_for(person.language)
    return Addressee(
        name_of(person),
        _first_line(found[0]) if found else "",
        found[1] if found else "",
        person.salutation or _GREETINGS[language],
        language,
    )


def name_of(person: Person) -> str:
    """Return the name as the person uses it: the social name first."""
    if person.social_name:
        surnames = filter(None, (person.surname_1, person.surname_2))
        return " ".join((person.social_name, *surnames))
    return person.full_name


def names_of(acting: Acting, pathway_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Return the names of those whose identity this reader may know, in one statement."""
    query = (
        select(Pathway.id, Person)
        .join(Person, Person.id == Pathway.person_id)
        .where(Pathway.id.in_(pathway_ids))
    )
    rows = acting.session.execute(narrow(query, acting, Pathway, DataClass.IDENTITY))
    names = {pathway_id: name_of(person) for pathway_id, person in rows}
    acting.saw(DataClass.IDENTITY, *names)
    return names


def current_address(acting: Acting, person_id: UUID) -> tuple[Address, str] | None:
    """Return the newest address in use and the name of its comuna."""
    query = (
        select(Address, Jurisdiction.name)
        .join(Jurisdiction, Jurisdiction.id == Address.municipality_id)
        .where(
            Address.person_id == person_id,
            (Address.valid_to.is_(None)) | (Address.valid_to >= acting.today),
        )
        .order_by(Address.recorded_at.desc())
        .limit(1)
    )
    row = acting.session.execute(query).first()
    return (row[0], row[1]) if row else None


def release_sentences(acting: Acting, language: str = "") -> dict[str, str]:
    """Return the sentences a prosecutor may choose from, by block id."""
    blocks = packaged(acting.profile, acting.language_for(language))[PaperId.P01R]
    return {block.block_id: block.text for block in blocks if block.kind is BlockKind.OPTION}


def released_text(acting: Acting, release: Release, language: str) -> str:
    """Return the chosen sentence in the person's language."""
    sentence = release_sentences(acting, language).get(release.scope, "")
    return fill_placeholders(sentence, {"zone": release.zone or ""})


def letter_wording(acting: Acting, letter: Letter, *, copy_line: str = "") -> Wording:
    """Return what a letter puts into the invitation."""
    one = addressee(acting, letter.pathway_id)
    meeting, release = letter.meeting, release_in_force(acting, letter.pathway_id)
    guarantee = guarantee_of(acting, meeting)
    guarantor = user_of(acting, guarantee.guarantor_id if guarantee else None)
    cohort = acting.session.get(Cohort, meeting.cohort_id)
    signers = [*(letter.signatories or []), "", "", "", ""]
    values = {
        "person_name": one.name,
        "address_line_1": one.line_1,
        "address_line_2": one.line_2,
        "salutation": one.greeting,
        "programme_name": cohort.public_programme_name if cohort else "",
        "release_text": released_text(acting, release, letter.language) if release else "",
        "guarantor_name": guarantor.display_name if guarantor else "",
        "guarantor_post": (guarantor.post or "") if guarantor else "",
        "signatory_name": signers[0],
        "signatory_post": signers[1],
        "signatory2_name": signers[2],
        "signatory2_post": signers[3],
        "copy_line": copy_line,
        **_meeting_values(acting, meeting, letter.language),
    }
    return Wording(
        paper=PaperId.P01I,
        values=values,
        conditions=frozenset({"safe"}),
        language=letter.language,
        head_name=one.name,
        signatories=tuple(
            {"name": name, "post": post}
            for name, post in zip(signers[:4:2], signers[1:4:2], strict=True)
            if name
        ),
    )


def letter_paper(acting: Acting, letter: Letter) -> Paper:
    """Return the letter as it would be printed now, under the draft's mark."""
    return on_sheet(acting, compose(acting, letter_wording(acting, letter)))


def on_sheet(acting: Acting, paper: Paper) -> Paper:
    """Return the letter on the sheet that the office prints on."""
    return replace(paper, sheet=office_sheet(PaperId.P01I, acting.setting("paper_size")))


def envelope_paper(acting: Acting, pathway_id: UUID) -> Paper:
    """Return the envelope, filled from name and address alone."""
    one = addressee(acting, pathway_id)
    values = {
        "person_name": one.name,
        "address_line_1": one.line_1,
        "address_line_2": one.line_2,
    }
    return compose(acting, Wording(PaperId.P01E, values, language=one.language), draft=False)


def receipt_paper(acting: Acting, letter: Letter) -> Paper:
    """Return the receipt that the pair takes along; it bears the letter's folio."""
    issued = acting.session.get(IssuedPaper, letter.paper_id)
    if issued is None:
        raise NotKnown
    wording = Wording(PaperId.P01A, {}, language=letter.language)
    return compose(acting, wording, folio=issued.folio, code=issued.verification_code, draft=False)


def kept_words(blocks: Sequence[FilledBlock]) -> str:
    """Return the words of an issued letter as they are kept."""
    return json.dumps(
        [[one.block_id, one.kind.value, one.lines, one.columns, one.has_qr] for one in blocks],
        ensure_ascii=False,
    )


def words_kept(text: str) -> tuple[FilledBlock, ...]:
    """Return the blocks of a letter as it was issued."""
    return tuple(
        FilledBlock(block_id, BlockKind(kind), tuple(lines), tuple(columns), has_qr)
        for block_id, kind, lines, columns, has_qr in json.loads(text)
    )


def _first_line(found: Address) -> str:
    return ", ".join(filter(None, (found.line, found.unit_detail)))


def _meeting_values(acting: Acting, meeting: Meeting, language: str) -> dict[str, Any]:
    held = meeting.held_at
    local = to_local(held, acting.zone).date() if held else None
    return {
        "meeting_date": full_day_in_words(local, language) if local else "",
        "meeting_time": hour_text(held, acting.zone) if held else "",
        "meeting_venue": meeting.venue,
        "meeting_address": meeting.address,
        "meeting_access": meeting.access_notes or "",
        "meeting_duration": _MINUTES[language].format(n=meeting.duration_min),
        "institutions_present": meeting.institutions_present or "",
        "services_list": meeting.services_announced or "",
        "reply_by_date": short_day_in_words(meeting.reply_by, language) if meeting.reply_by else "",
        "contact_name": meeting.contact_name or "",
        "contact_phone": meeting.contact_phone or "",
        "contact_whatsapp": meeting.contact_whatsapp or "",
    }
