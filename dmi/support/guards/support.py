"""Conditions of the support itself and of its end."""

from datetime import date, timedelta

from dmi.access.guards import Gap, Look, guard
from dmi.kernel.calendar import add_months
from dmi.kernel.local_time import local_day
from dmi.policy.states import Stage
from dmi.support.queries import standing
from dmi.support.rules import kept_share


@guard("first_meeting_held")
def first_meeting_held(look: Look) -> Gap:
    """Person and worker have met face to face."""
    enrolment = standing.enrolment_of(look.acting, look.row.id)
    return None if enrolment is not None and standing.has_met(look.acting, enrolment) else {}


@guard("needs_assessed")
def needs_assessed(look: Look) -> Gap:
    """The needs were looked at; after a pause they were looked at again."""
    enrolment = standing.enrolment_of(look.acting, look.row.id)
    done = standing.last_needs(look.acting, enrolment) if enrolment is not None else None
    if done is None:
        return {}
    if look.row.stage is not Stage.PAUSED:
        return None
    paused = standing.paused_on(look.acting, look.row)
    return {} if paused is not None and done <= paused else None


@guard("pause_review_dated", of_form=True)
def pause_review_dated(look: Look) -> Gap:
    """A pause names the day on which somebody looks again."""
    days = look.acting.number("pause_review_within")
    day = look.field("review_on")
    today = look.acting.today
    near = isinstance(day, date) and today < day <= today + timedelta(days=days)
    return None if near else {"n": days}


@guard("agreement_term_reached")
def agreement_term_reached(look: Look) -> Gap:
    """The agreement has lasted as long as the installation asks."""
    months = look.acting.number("agreement_months")
    agreement = standing.agreement_of(look.acting, look.row.id)
    if agreement is None or agreement.signed_at is None:
        return {"n": months}
    reached = add_months(local_day(agreement.signed_at, look.acting.zone), months)
    shown = {"n": months, "date": f"{reached:%d-%m-%Y}"}
    return None if look.acting.today >= reached else shown


@guard("adherence_or_desistance")
def adherence_or_desistance(look: Look) -> Gap:
    """Enough check-ins were kept, or the person desists without services, on record."""
    enrolment = standing.enrolment_of(look.acting, look.row.id)
    if enrolment is not None and enrolment.desistance_noted_at is not None:
        return None
    least = look.acting.number("graduation_kept_share")
    share = kept_share(*standing.kept_and_missed(look.acting, look.row.id))
    return None if share >= least else {"pct": share, "min": least}
