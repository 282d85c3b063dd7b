"""How a person comes onto the list, is identified, and comes off it."""

from datetime import date
from typing import Any
from uuid import UUID

import dmi.people.guards  # noqa: F401 - the conditions of these steps
from dmi.access.acting import Acting
from dmi.access.acts import act
from dmi.kernel.calendar import add_months
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.people import queries, rules
from dmi.people.acts.documents import ON_RECORD, keep_document, keep_number, read_run
from dmi.people.models.pathway import Nomination, Pathway
from dmi.people.models.person import Person
from dmi.people.words import (
    CustodyStatus,
    IdentityBasis,
    InformationGrade,
    RemovalReason,
    SourceGrade,
    SourceType,
)
from dmi.profiles.words import DocumentKind
from dmi.territory.models.cohort import Cohort

CONFIRM_SAME = N_("This number is on record already: confirm that it is the same person.")
NOT_YET = N_("This day has not come yet.")


@act("P.nominate", needs=("source_type", "source_grade", "place", "observed_on"))
def nominate(
    acting: Acting,
    cohort: Cohort,
    *,
    source_type: SourceType,
    source_grade: SourceGrade,
    information_grade: InformationGrade,
    place: str,
    observed_on: date,
    suspicion_basis: str,
    in_market: bool,  # noqa: ARG001 - what was ticked; its guard reads it
    is_anonymous: bool = False,
    same_person: bool = False,
    given_names: str = "",
    surname_1: str = "",
    surname_2: str = "",
    aliases: str = "",
    run: str = "",
    birth_date: date | None = None,
) -> Pathway:
    """Enter somebody by a code, with or without a name, and what was seen of them."""
    _not_ahead(acting, observed_on)
    number = read_run(acting, run) if run else ""
    person = _known(acting, cohort, number, confirmed=same_person) or _new_person(acting, cohort)
    for name, value in {
        "given_names": given_names,
        "surname_1": surname_1,
        "surname_2": surname_2,
        "aliases": aliases,
    }.items():
        if value:
            setattr(person, name, value)
    if number and person.run_index is None:
        person.run, person.run_index = number, queries.run_index(number)
    if birth_date is not None and person.birth_date is None:
        person.birth_date = birth_date
    acting.session.flush()
    queries.write_tokens(acting, person)
    pathway = Pathway(
        person_id=person.id,
        cohort_id=cohort.id,
        first_nominated_at=acting.at,
        purge_on=_purge_on(acting, "suspicion_validation_months"),
        is_sealed=False,
        key_ref=person.id,
    )
    pathway.subject_id = pathway.id
    acting.add(pathway, under=cohort)
    acting.session.flush()
    _nomination(
        acting,
        pathway,
        source_type=source_type,
        source_grade=source_grade,
        information_grade=information_grade,
        is_anonymous=is_anonymous,
        place=place,
        observed_on=observed_on,
        suspicion_basis=suspicion_basis,
    )
    return pathway


@act("P.nominate_again", needs=("source_type", "source_grade", "place", "observed_on"))
def nominate_again(
    acting: Acting,
    pathway: Pathway,
    *,
    source_type: SourceType,
    source_grade: SourceGrade,
    information_grade: InformationGrade,
    place: str,
    observed_on: date,
    suspicion_basis: str,
    is_anonymous: bool = False,
) -> None:
    """Enter somebody again for what happened since they were taken off."""
    _not_ahead(acting, observed_on)
    pathway.purge_on = _purge_on(acting, "suspicion_validation_months")
    _nomination(
        acting,
        pathway,
        source_type=source_type,
        source_grade=source_grade,
        information_grade=information_grade,
        is_anonymous=is_anonymous,
        place=place,
        observed_on=observed_on,
        suspicion_basis=suspicion_basis,
    )


@act("P.attach_nomination", needs=("source_type", "source_grade", "place", "observed_on"))
def attach_nomination(
    acting: Acting,
    pathway: Pathway,
    *,
    source_type: SourceType,
    source_grade: SourceGrade,
    information_grade: InformationGrade,
    place: str,
    observed_on: date,
    suspicion_basis: str,
    same_person: bool,  # noqa: ARG001 - what was ticked; its guard reads it
    is_anonymous: bool = False,
) -> None:
    """Attach what another source says, once a human said that it is the same person."""
    _not_ahead(acting, observed_on)
    row = _nomination(
        acting,
        pathway,
        source_type=source_type,
        source_grade=source_grade,
        information_grade=information_grade,
        is_anonymous=is_anonymous,
        place=place,
        observed_on=observed_on,
        suspicion_basis=suspicion_basis,
    )
    row.attach_confirmed_by_id, row.attach_confirmed_at = acting.by.id, acting.at


@act("P.identify", needs=("identity_basis", "given_names", "surname_1", "birth_date"))
def identify(
    acting: Acting,
    pathway: Pathway,
    *,
    identity_basis: IdentityBasis,
    given_names: str,
    surname_1: str,
    birth_date: date,
    surname_2: str = "",
    aliases: str = "",
    run: str = "",
    document_kind: DocumentKind | None = None,
    document_number: str = "",
    document_country: str = "",
    second_officer: UUID | None = None,
    somebody_else: bool = False,  # noqa: ARG001 - ticked; its guard reads it
) -> None:
    """Say who the person is, by a number or by two officers who know them."""
    _not_ahead(acting, birth_date, "birth_date")
    person = pathway.person
    number = read_run(acting, run) if run else ""
    person.given_names, person.surname_1 = given_names, surname_1
    person.surname_2 = surname_2 or ""
    if aliases:
        person.aliases = aliases
    person.birth_date = birth_date
    if number:
        keep_number(acting, pathway, number)
    if document_kind is not None:
        issued = (document_number or "", document_country or "")
        keep_document(acting, pathway, document_kind, *issued)
    person.identity_basis = identity_basis
    person.identity_confirmed_at = acting.at
    person.identity_confirmed_by_id = acting.by.id
    person.identity_second_by_id = second_officer
    acting.session.flush()
    queries.write_tokens(acting, person)


@act("P.remove", needs=("reason_code", "reason"))
def remove(acting: Acting, pathway: Pathway, *, reason_code: RemovalReason, reason: str) -> None:  # noqa: ARG001 - kept by the move
    """Take somebody off the list; what was entered is destroyed in its time."""
    pathway.purge_on = _purge_on(acting, "retention_nominee_months")


@act("P.begin_buys")
def begin_buys(_acting: Acting, _pathway: Pathway) -> None:
    """Begin to buy from somebody who is identified, under an authorisation in force."""


def _known(acting: Acting, cohort: Cohort, number: str, *, confirmed: bool) -> Person | None:
    if not number:
        return None
    person = queries.person_with(acting, number)
    if person is None:
        if queries.run_is_taken(acting, number):
            raise Faults({"run": [ON_RECORD]})
        return None
    if queries.pathway_in(acting, person, cohort) is not None:
        raise Faults({"run": [ON_RECORD]})
    if not confirmed:
        raise Faults({"same_person": [CONFIRM_SAME]})
    return person


def _new_person(acting: Acting, cohort: Cohort) -> Person:
    person = Person(
        code=rules.next_code(queries.every_code(acting)),
        language=acting.language_for(),
        custody_status=CustodyStatus.UNKNOWN,
        is_blocked=False,
    )
    person.key_ref = person.id
    person.jurisdiction_id = cohort.jurisdiction_id
    return acting.add(person)


def _nomination(acting: Acting, pathway: Pathway, **facts: Any) -> Nomination:
    row = Nomination(pathway_id=pathway.id, recorded_by_id=acting.by.id, key_ref=pathway.key_ref)
    for name, value in facts.items():
        setattr(row, name, value)
    return acting.add(row, under=pathway)


def _purge_on(acting: Acting, setting: str) -> date:
    return add_months(acting.today, acting.number(setting))


def _not_ahead(acting: Acting, day: date, field: str = "observed_on") -> None:
    if day > acting.today:
        raise Faults({field: [NOT_YET]})
