"""What the rights sheet, the agreement and the consent sheets say about one person."""

from sqlalchemy import func, select

from dmi.access.acting import Acting
from dmi.access.papers import Wording
from dmi.cases.models import BankedCase, LegalVehicle, LimitationClock
from dmi.checkins.queries import holidays, open_series
from dmi.kernel.calendar import add_months, add_working_days
from dmi.kernel.local_time import day_text
from dmi.people.models.contacts import Consent
from dmi.people.models.pathway import Pathway
from dmi.people.words import ConsentPurpose, ConsentRecipient
from dmi.profiles.blocks import fill_placeholders
from dmi.profiles.profile import load
from dmi.profiles.queries import blocks_of
from dmi.profiles.words import PaperId
from dmi.support.models.offer import Agreement
from dmi.support.queries import standing
from dmi.support.rules import ASKED_PURPOSES
from dmi.support.words import ObligationSide

LINE_TO_FILL = "______________"
_RECIPIENTS = {
    "es": {
        ConsentRecipient.PROSECUTOR: "Fiscalía",
        ConsentRecipient.POLICE: "Analistas de la policía",
        ConsentRecipient.DEFENDER: "Mi defensa",
        ConsentRecipient.PSYCHOLOGIST: "Mi psicóloga o psicólogo",
    },
    "en": {
        ConsentRecipient.PROSECUTOR: "The prosecutor's office",
        ConsentRecipient.POLICE: "The police analysts",
        ConsentRecipient.DEFENDER: "My defence",
        ConsentRecipient.PSYCHOLOGIST: "My psychologist",
    },
}
_MONTHS = {"es": "{n} meses", "en": "{n} months"}
_FREQUENCY = {
    "es": "{weekly} veces, una por semana; luego {fortnightly} veces, cada dos semanas; "
    "después, una vez al mes",
    "en": "{weekly} times, once a week; then {fortnightly} times, every two weeks; "
    "after that, once a month",
}


def rights_sheet(acting: Acting, pathway: Pathway) -> Wording:
    """Return the values of the rights sheet; before the offer, the time it would leave."""
    language = acting.language_for(pathway.person.language)
    offer = standing.offer_of(acting, pathway.id)
    until = offer.answer_by if offer is not None else None
    if until is None:
        days = acting.number("answer_days")
        until = add_working_days(acting.today, days, holidays(acting, pathway))
    version = standing.words_in_force(acting, PaperId.P04, language)
    values = {
        **_person(pathway),
        "thinking_deadline": day_text(until),
        "rights_sheet_version": str(version.number) if version is not None else "",
    }
    return _wording(PaperId.P04, pathway, values, interpreted=bool(values["interpreter_name"]))


def agreement_sheet(acting: Acting, pathway: Pathway) -> Wording:
    """Return the values of the agreement; what is not settled yet is a line to write on."""
    agreement = standing.agreement_of(acting, pathway.id)
    offer = standing.offer_of(acting, pathway.id)
    enrolment = standing.enrolment_of(acting, pathway.id)
    language = acting.language_for(pathway.person.language)
    months = agreement.duration_months if agreement else acting.number("agreement_months")
    starts_on = agreement.starts_on if agreement and agreement.starts_on else acting.today
    series = open_series(acting, pathway.id)
    kept = series.cadence if series else {}
    values = {
        **_person(pathway),
        **_case(acting, pathway),
        "programme_name": pathway.cohort.public_programme_name,
        "agreement_duration": _MONTHS[language].format(n=months),
        "start_date": day_text(starts_on),
        "end_date": day_text(add_months(starts_on, months)),
        "checkin_frequency": _FREQUENCY[language].format(
            weekly=kept.get("weekly", acting.number("checkins_weekly")),
            fortnightly=kept.get("fortnightly", acting.number("checkins_fortnightly")),
        ),
        "first_checkin_date": day_text(series.opened_on) if series else LINE_TO_FILL,
        "commitments_list": _commitments(acting, agreement),
        "case_manager_name": (
            standing.name_of_user(acting, enrolment.case_manager_id)
            if enrolment
            else acting.by.name
        ),
        "thinking_deadline": day_text(offer.answer_by) if offer else LINE_TO_FILL,
        "defender_name": LINE_TO_FILL,
        "signatory_name": LINE_TO_FILL,
        "signatory_post": LINE_TO_FILL,
    }
    if agreement is not None and agreement.interpreter_name:
        values["interpreter_name"] = agreement.interpreter_name
    vehicle = _vehicle(acting, pathway)
    conditions = _conditions(acting, vehicle)
    interpreted = bool(values["interpreter_name"])
    return _wording(PaperId.P06, pathway, values, conditions, interpreted=interpreted)


def consent_sheet(acting: Acting, consent: Consent) -> Wording:
    """Return the values of one sheet: one purpose, one recipient."""
    pathway = acting.session.get_one(Pathway, consent.pathway_id)
    enrolment = standing.enrolment_of(acting, consent.pathway_id)
    values = {
        **_person(pathway),
        "consent_purpose_text": _purpose_text(acting, consent),
        "consent_recipient": _recipient(acting, consent),
        "consent_scope": consent.scope,
        "consent_expires": day_text(consent.expires_on),
        "case_manager_name": (
            standing.name_of_user(acting, enrolment.case_manager_id)
            if enrolment
            else acting.by.name
        ),
    }
    if consent.interpreter_name:
        values["interpreter_name"] = consent.interpreter_name
    return _wording(PaperId.P07F, pathway, values, interpreted=bool(values["interpreter_name"]))


def _recipient(acting: Acting, consent: Consent) -> str:
    named = _RECIPIENTS[acting.language_for(consent.language)]
    found = {str(key.value): text for key, text in named.items()}
    return found.get(consent.recipient, consent.recipient)


def _purpose_text(acting: Acting, consent: Consent) -> str:
    if consent.purpose not in ASKED_PURPOSES:
        return ""
    version = standing.words_in_force(acting, PaperId.P07A, acting.language_for(consent.language))
    if version is None:
        return ""
    place = ASKED_PURPOSES.index(ConsentPurpose(consent.purpose))
    channel = {"consent_channel": str(consent.channel.value) if consent.channel else ""}
    return fill_placeholders(blocks_of(version)[place].text, channel)


def _commitments(acting: Acting, agreement: Agreement | None) -> str:
    if agreement is None:
        return LINE_TO_FILL
    return "; ".join(
        f"{one.text} ({day_text(one.due_on)})" if one.due_on else one.text
        for one in standing.obligations_of(acting, agreement)
        if one.side is ObligationSide.PERSON
    )


def _person(pathway: Pathway) -> dict[str, str]:
    person = pathway.person
    return {
        "person_name": person.full_name,
        "language_name": person.language,
        "interpreter_name": LINE_TO_FILL if person.needs_interpreter else "",
    }


def _vehicle(acting: Acting, pathway: Pathway) -> LegalVehicle | None:
    query = select(LegalVehicle).join(BankedCase, BankedCase.id == LegalVehicle.case_id)
    return acting.session.scalars(query.where(BankedCase.pathway_id == pathway.id)).first()


def _conditions(acting: Acting, vehicle: LegalVehicle | None) -> frozenset[str]:
    """Return the word by which the agreement says how the case waits."""
    known = load(acting.profile).vehicles.get(vehicle.kind) if vehicle is not None else None
    return frozenset({known.condition}) if known is not None and known.condition else frozenset()


def _case(acting: Acting, pathway: Pathway) -> dict[str, str]:
    vehicle = _vehicle(acting, pathway)
    if vehicle is None:
        return {}
    newest = acting.session.scalar(
        select(func.max(LimitationClock.prescribes_on)).where(
            LimitationClock.case_id == vehicle.case_id
        )
    )
    values = {"limitation_date": day_text(newest) if newest else ""}
    if not vehicle.court:
        return values
    language = acting.language_for(pathway.person.language)
    case = acting.session.get_one(BankedCase, vehicle.case_id)
    return {
        **values,
        "ruc": case.ruc,
        "rit": vehicle.rit or "",
        "court_name": vehicle.court or "",
        "scp_date": day_text(vehicle.resolved_on) if vehicle.resolved_on else "",
        "scp_term": _MONTHS[language].format(n=vehicle.term_months) if vehicle.term_months else "",
        "next_hearing_date": day_text(vehicle.next_hearing_on) if vehicle.next_hearing_on else "",
    }


def _wording(
    paper: PaperId,
    pathway: Pathway,
    values: dict[str, str],
    conditions: frozenset[str] = frozenset(),
    *,
    interpreted: bool,
) -> Wording:
    extra = frozenset({"interpreter"}) if interpreted else frozenset()
    return Wording(
        paper,
        values,
        conditions | extra,
        language=pathway.person.language,
        head_name=pathway.person.full_name,
    )
