"""Conditions that read nominations, identity and attributions."""

from datetime import date
from typing import Any

from dmi.access.guards import SHORTEST_REASON, Gap, Look, guard
from dmi.evidence.models.buy import Buy
from dmi.kernel.calendar import age_on
from dmi.kernel.local_time import local_day
from dmi.people import queries, rules
from dmi.people.models.pathway import Pathway
from dmi.people.words import IdentityBasis
from dmi.policy.states import Stage

SHORTEST_SUSPICION = 40
BEFORE_MEETING = frozenset({Stage.CANDIDATE, Stage.CASE_READY})
WITH_NUMBER = frozenset(
    {IdentityBasis.RUN_DOCUMENT, IdentityBasis.REGISTRY, IdentityBasis.RUN_AND_PHOTO}
)


def pathway_of(look: Look) -> Pathway | None:
    """Return the pathway that a step is about."""
    typed = look.field("pathway") or look.field("pathway_id")
    return queries.pathway_of(look.acting, look.row, typed)


def age_of(look: Look) -> int | None:
    """Return the age at the first act, when birth and act are known."""
    pathway = pathway_of(look)
    born = look.field("birth_date") or (pathway.person.birth_date if pathway else None)
    if born is None:
        return None
    days: list[date] = queries.first_days(look.acting, pathway) if pathway else []
    observed_on = look.field("observed_on")
    if not days:
        days = [observed_on or look.acting.today]
    return rules.age_at_first_act(born, days)


def is_adolescent_now(look: Look) -> bool:
    """Return whether the person is known to have been under age at the first act."""
    age = age_of(look)
    return age is not None and age < look.acting.number("adult_age")


@guard("suspicion_written", of_form=True)
def suspicion_written(look: Look) -> Gap:
    """A name is entered only with what was seen, where and when."""
    enough = len(look.text("suspicion_basis")) >= SHORTEST_SUSPICION
    return None if enough else {"min": SHORTEST_SUSPICION}


@guard("source_graded", of_form=True)
def source_graded(look: Look) -> Gap:
    """A source has its kind and its grade."""
    return None if look.field("source_type") and look.field("source_grade") else {}


@guard("place_in_market", of_form=True)
def place_in_market(look: Look) -> Gap:
    """The officer confirms that the place lies in the market of the cohort."""
    return None if look.field("in_market") and look.text("place") else {}


@guard("not_under_minimum_age", of_form=True)
def not_under_minimum_age(look: Look) -> Gap:
    """A child is never entered."""
    age, least = age_of(look), look.acting.number("minimum_age")
    return {"min": least} if age is not None and age < least else None


@guard("source_newer_than_removal", of_form=True)
def source_newer_than_removal(look: Look) -> Gap:
    """Whoever was taken off comes back only for something that happened since."""
    removed, seen = queries.removed_at(look.acting, look.row), look.field("observed_on")
    if seen is None:
        return {}
    return None if removed is None or seen >= local_day(removed, look.acting.zone) else {}


@guard("absolute_limit_not_passed")
def absolute_limit_not_passed(look: Look) -> Gap:
    """A suspicion ends for good after some years."""
    years = look.acting.number("suspicion_absolute_years")
    began = local_day(look.row.first_nominated_at, look.acting.zone)
    return None if look.acting.today < rules.years_later(began, years) else {"n": years}


@guard("identity_confirmed")
def identity_confirmed(look: Look) -> Gap:
    """It is known who the person is: by number, or because two officers know them."""
    if look.step.name != "identify":
        pathway = pathway_of(look)
        return None if pathway and pathway.person.identity_confirmed_at else {}
    if look.fields is None:
        return None
    basis = look.field("identity_basis")
    if basis in WITH_NUMBER:
        number = look.text("run") or look.text("document_number") or look.row.person.run_index
        return None if number else {}
    second = look.field("second_officer")
    return None if basis and second and second != look.acting.by.id else {}


@guard("not_a_duplicate", of_form=True)
def not_a_duplicate(look: Look) -> Gap:
    """Somebody on record already is not entered a second time unawares."""
    person = look.row.person
    run = look.text("run")
    known = queries.person_with(look.acting, run) if run else None
    if known is not None and known.id != person.id:
        return {"ref": known.code}
    names = [look.text(name) for name in ("given_names", "surname_1", "surname_2")]
    other = queries.namesake(look.acting, person, *names)
    return {"ref": other.code} if other is not None and not look.field("somebody_else") else None


@guard("independently_sourced")
def independently_sourced(look: Look) -> Gap:
    """One rumour is not enough."""
    return None if rules.are_independent(queries.sources_of(look.acting, look.row)) else {}


@guard("age_known", of_form=True)
def age_known(look: Look) -> Gap:
    """The age at the first act can be computed."""
    return None if age_of(look) is not None else {}


@guard("not_adolescent")
def not_adolescent(look: Look) -> Gap:
    """Who was under age at the first act has one step left: the youth track."""
    return {} if is_adolescent_now(look) else None


@guard("not_adolescent_known")
def not_adolescent_known(look: Look) -> Gap:
    """No buy is attributed to somebody known to be under age when it happened."""
    if is_adolescent_now(look):
        return {}
    buy = _buy(look)
    born = look.row.person.birth_date
    if buy is None or born is None:
        return None
    age = age_on(born, local_day(buy.occurred_at, look.acting.zone))
    return {} if age < look.acting.number("adult_age") else None


@guard("not_adolescent_once_identified")
def not_adolescent_once_identified(look: Look) -> Gap:
    """An identified adolescent leaves by the youth track alone."""
    confirmed = look.row.person.identity_confirmed_at is not None
    return {} if confirmed and is_adolescent_now(look) else None


@guard("is_adolescent")
def is_adolescent(look: Look) -> Gap:
    """The youth track is for those who were under age."""
    return None if is_adolescent_now(look) else {}


@guard("valid_evidence_referenced")
def valid_evidence_referenced(look: Look) -> Gap:
    """A review stands on an uncontested buy or a police report."""
    pathway = pathway_of(look)
    found = pathway is not None and queries.has_valid_evidence(look.acting, pathway)
    return None if found else {}


@guard("certifier_not_collector")
def certifier_not_collector(look: Look) -> Gap:
    """Whoever took part in a buy of this person, or held its items, does not certify."""
    subject = look.row.subject_id
    took_part = queries.took_part_in_buys(look.acting, subject, look.acting.by.id)
    return {} if took_part else None


@guard("not_yet_charged")
def not_yet_charged(look: Look) -> Gap:
    """After a charge nothing goes back to review."""
    pathway = pathway_of(look)
    return {} if pathway is None or pathway.charged_on is not None else None


@guard("second_offer_unused")
def second_offer_unused(look: Look) -> Gap:
    """Only one further offer, and only where the place allows it."""
    allowed = look.acting.setting("second_offer") == "on"
    return None if allowed else {}


@guard("person_not_blocked")
def person_not_blocked(look: Look) -> Gap:
    """Blocked data are not worked with."""
    pathway = pathway_of(look)
    return {} if pathway is not None and pathway.person.is_blocked else None


@guard("person_is_candidate")
def person_is_candidate(look: Look) -> Gap:
    """A case is banked for somebody on the opportunity way."""
    return _at(look, frozenset({Stage.CANDIDATE}))


@guard("pathway_before_meeting")
def pathway_before_meeting(look: Look) -> Gap:
    """A case goes back to draft only before anybody was invited."""
    return _at(look, BEFORE_MEETING)


@guard("pathway_open_to_activation")
def pathway_open_to_activation(look: Look) -> Gap:
    """Who finished well is never activated."""
    pathway = pathway_of(look)
    ended = pathway is None or pathway.stage in {Stage.GRADUATED, Stage.DESISTING}
    return {} if ended else None


@guard("person_finished_well")
def person_finished_well(look: Look) -> Gap:
    """The person graduated or completed the quiet year."""
    return _at(look, frozenset({Stage.GRADUATED, Stage.DESISTING}))


@guard("person_is_case_ready", of_form=True)
def person_is_case_ready(look: Look) -> Gap:
    """Only a candidate with a ready case is listed and written to."""
    return _at(look, frozenset({Stage.CASE_READY, Stage.NOT_SERVED, Stage.EXCUSED}))


@guard("basis_written", of_form=True)
def basis_written(look: Look) -> Gap:
    """How the person was recognised stands in words."""
    return None if len(look.text("basis")) >= SHORTEST_REASON else {}


@guard("same_cohort", of_form=True)
def same_cohort(look: Look) -> Gap:
    """A buy of another cohort is another matter."""
    buy = _buy(look)
    return None if buy is not None and buy.cohort_id == look.row.cohort_id else {}


@guard("certificate_warned", of_form=True)
def certificate_warned(look: Look) -> Gap:
    """Whoever withdraws knows what rests on the buy."""
    return None if look.field("warned") else {}


@guard("same_person_confirmed", of_form=True)
def same_person_confirmed(look: Look) -> Gap:
    """A human, never the number alone, says that it is the same person."""
    return None if look.field("same_person") else {}


def _at(look: Look, stages: frozenset[Stage]) -> Gap:
    pathway = pathway_of(look)
    return None if pathway is not None and pathway.stage in stages else {}


def _buy(look: Look) -> Any:
    typed = look.field("buy")
    return look.acting.session.get(Buy, typed) if typed else None
