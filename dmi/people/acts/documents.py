"""The numbers by which a person is known: the national one, and those of other documents."""

from collections.abc import Callable

from dmi.access.acting import Acting
from dmi.kernel.identifiers import COUNTRY_MISSING, Malformed, read_foreign_document
from dmi.kernel.refusals import Faults
from dmi.kernel.words import N_
from dmi.people import queries
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import IdentityDocument
from dmi.people.words import VerifiedHow
from dmi.profiles.profile import load
from dmi.profiles.words import DocumentKind

ON_RECORD = N_("This number is on record already: attach the nomination to that person.")
NO_NUMBERS_HERE = N_("People bear no national number here: write down another document.")


def read_run(acting: Acting, text: str) -> str:
    """Return the national number as it is kept.

    Raises:
        Faults: its check digit does not fit, it is none, or nobody bears one here.
    """
    reader: Callable[[str], str] | None = load(acting.profile).readers.get(DocumentKind.RUN)
    if reader is None:
        raise Faults({"run": [NO_NUMBERS_HERE]})
    try:
        return reader(text)
    except Malformed as cause:
        raise Faults({"run": [cause.sentence]}) from cause


def keep_number(acting: Acting, pathway: Pathway, number: str) -> None:
    """Keep the national number of a person, seen on their document.

    Raises:
        Faults: somebody else is on record with it.
    """
    person = pathway.person
    index = queries.run_index(number)
    if person.run_index != index and queries.run_is_taken(acting, number):
        raise Faults({"run": [ON_RECORD]})
    if person.run_index == index and queries.has_document(acting, person, index):
        return
    person.run, person.run_index = number, index
    acting.add(_document(pathway, DocumentKind.RUN, number, index), under=pathway)


def keep_document(
    acting: Acting, pathway: Pathway, kind: DocumentKind, number: str, country: str
) -> None:
    """Keep the number of another document of a person, seen by who records it.

    Raises:
        Faults: number or country are not written as such, or somebody else is on record with it.
    """
    try:
        read = read_foreign_document(number, country)
    except Malformed as cause:
        place = "country" if cause.sentence == COUNTRY_MISSING else "number"
        raise Faults({f"document_{place}": [cause.sentence]}) from cause
    index = queries.document_index(read)
    if queries.has_document(acting, pathway.person, index):
        return
    if queries.document_is_taken(acting, index):
        raise Faults({"document_number": [ON_RECORD]})
    document = _document(pathway, kind, read, index)
    document.country = read.partition(":")[0]
    acting.add(document, under=pathway)


def _document(pathway: Pathway, kind: DocumentKind, number: str, index: str) -> IdentityDocument:
    document = IdentityDocument(
        person_id=pathway.person_id,
        kind=kind,
        number_index=index,
        is_verified=True,
        verified_how=VerifiedHow.SEEN,
        key_ref=pathway.person_id,
    )
    document.number = number
    return document
