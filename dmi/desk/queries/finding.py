"""Search by keyed tokens: names, numbers and folios; nothing is read to be compared.

What has the form of a case number or of a folio is looked for as that alone.
"""

import re
from uuid import UUID

from sqlalchemy import Select, func, select

from dmi.access.acting import Acting
from dmi.access.sight import narrow
from dmi.cases.models import BankedCase
from dmi.desk.queries.names import names_of
from dmi.desk.queries.people import Somebody
from dmi.desk.rules import knows_names, reads
from dmi.documents.models import IssuedPaper
from dmi.kernel.identifiers import Malformed
from dmi.kernel.refusals import NotKnown
from dmi.people.models.pathway import Pathway
from dmi.people.models.person import Person, PersonToken
from dmi.people.queries import run_index
from dmi.policy.classes import DataClass
from dmi.profiles.profile import load
from dmi.profiles.words import DocumentKind
from dmi.store.tokens import query_tokens
from dmi.territory.models.cohort import Cohort
from dmi.web.models import SavedSearch

MOST_FOUND = 25
FOLIO = re.compile(r"[A-Z]+-\d{4}-\d+")


def keep_search(acting: Acting, words: str) -> SavedSearch:
    """Keep what was searched for under an address that says nothing."""
    return acting.add(SavedSearch(user_id=acting.by.id, query=words, made_at=acting.at))


def kept_search(acting: Acting, search_id: UUID) -> SavedSearch:
    """Return one's own search.

    Raises:
        NotKnown: there is none, or it is somebody else's.
    """
    query = select(SavedSearch).where(
        SavedSearch.id == search_id, SavedSearch.user_id == acting.by.id
    )
    found = acting.session.scalars(query).one_or_none()
    if found is None:
        raise NotKnown
    return found


def people_found(acting: Acting, words: str) -> list[Somebody]:
    """Return the people who fit and whom the reader may know by name."""
    acting = acting.in_ordinary()
    is_another_number = FOLIO.fullmatch(_one(words)) or _ruc(acting, words)
    if is_another_number or not knows_names(acting.by.role):
        return []
    query = narrow(
        select(Pathway, Person.code, Cohort.name)
        .join(Person, Person.id == Pathway.person_id)
        .join(Cohort, Cohort.id == Pathway.cohort_id),
        acting,
        Pathway,
        DataClass.IDENTITY,
    )
    fitting = _fitting(acting, query, words)
    if fitting is None:
        return []
    rows = acting.session.execute(fitting.order_by(Pathway.id).limit(MOST_FOUND)).all()
    names = names_of(acting, [row[0].id for row in rows])
    acting.saw(DataClass.PATHWAY_STAGE, *names)
    return [Somebody(p.id, names.get(p.id, code), p, cohort) for p, code, cohort in rows]


def cases_found(acting: Acting, words: str) -> list[BankedCase]:
    """Return the banked cases with this number."""
    number = _ruc(acting, words)
    if number is None or not reads(acting.by.role, DataClass.CASE_FILE):
        return []
    query = narrow(select(BankedCase), acting, BankedCase).where(BankedCase.ruc == number)
    rows = list(acting.session.scalars(query.limit(MOST_FOUND)))
    acting.saw(DataClass.CASE_FILE, *(row.id for row in rows))
    return rows


def papers_found(acting: Acting, words: str) -> list[IssuedPaper]:
    """Return the papers with this folio."""
    if not reads(acting.by.role, DataClass.LETTERS) or not FOLIO.fullmatch(_one(words)):
        return []
    query = narrow(select(IssuedPaper), acting, IssuedPaper)
    query = query.where(IssuedPaper.folio == _one(words))
    rows = list(acting.session.scalars(query.limit(MOST_FOUND)))
    acting.saw(DataClass.LETTERS, *(row.id for row in rows))
    return rows


def _one(words: str) -> str:
    return words.strip().upper()


def _ruc(acting: Acting, words: str) -> str | None:
    try:
        return load(acting.profile).read_case_number(words, acting.today.year).number
    except Malformed:
        return None


def _number(acting: Acting, words: str) -> str | None:
    """Return the national number that was typed, where people bear one."""
    reader = load(acting.profile).readers.get(DocumentKind.RUN)
    try:
        return reader(words) if reader is not None else None
    except Malformed:
        return None


def _fitting(
    acting: Acting, query: Select[Pathway, str, str], words: str
) -> Select[Pathway, str, str] | None:
    number = _number(acting, words)
    if number is not None:
        return query.where(Person.run_index == run_index(number))
    if words.strip().upper().startswith("P-"):
        return query.where(Person.code == words.strip().upper())
    tokens = query_tokens(words)
    if not tokens:
        return None
    with_all = (
        select(PersonToken.person_id)
        .where(PersonToken.token.in_(tokens))
        .group_by(PersonToken.person_id)
        .having(func.count() == len(tokens))
    )
    return query.where(Person.id.in_(with_all))
