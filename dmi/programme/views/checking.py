"""Pages of what the programme asks itself: the yearly self-check and the monthly reviews."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dmi.access.acting import Acting
from dmi.access.acts import may_write
from dmi.access.sight import sees
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.policy.states import CohortStage
from dmi.programme import acts, forms, queries
from dmi.programme.recorded import recorded
from dmi.programme.views.stages import READERS
from dmi.programme.words import FidelityWord
from dmi.programme.words_of_fidelity import ITEMS
from dmi.territory.models.choice import Baseline
from dmi.territory.models.cohort import Cohort
from dmi.territory.queries.comparing import newest_baseline
from dmi.territory.views.cohort import PARTS
from dmi.web.guard import acting, opens_to, page
from dmi.web.writes import WritePage, add_write

bp = Blueprint("self_check", __name__)


@bp.context_processor
def _figures() -> dict[str, Any]:
    return {"share_words": share_words}


def share_words(share: Decimal | str | None) -> str:
    """Return a share of the baseline in whole per cent, or a dash where nothing was compared."""
    return "–" if share is None else f"{round(100 * Decimal(share))} %"


@page(bp, "/programme", reads=DataClass.COMMITMENTS, roles=READERS)
def programme() -> ResponseReturnValue:
    """Show for each cohort how far this year's check is and which months were reviewed."""
    current = acting()
    found = queries.cohorts(current)
    answered = queries.answered_in(current, found, current.today.year)
    reviews = queries.reviews_of(current, *found)
    return render_template(
        "programme/programme.html",
        rows=[
            (
                one,
                answered.get(one.id, 0),
                [review for review in reviews if review.cohort_id == one.id],
            )
            for one in found
        ],
        items=len(ITEMS),
        months=current.number("maintenance_months"),
        year=current.today.year,
        cohort_href=_cohort_href(current),
    )


@page(bp, "/cohorts/<uuid:row_id>/fidelity", reads=DataClass.COMMITMENTS, roles=READERS)
def fidelity(row_id: UUID) -> ResponseReturnValue:
    """Show a year's answers beside the year before, and apart from them what the records say."""
    current = acting()
    cohort = queries.cohort(current, row_id, DataClass.COMMITMENTS)
    years = queries.years_of(current, cohort)
    year = _year(request.args.get("year", ""), years)
    given = queries.answers_of(current, cohort, year)
    current.saw(DataClass.COMMITMENTS, cohort.id)
    writes = may_write(current.by.role, DataClass.COMMITMENTS)
    return render_template(
        "programme/fidelity.html",
        cohort=cohort,
        cohort_href=_cohort_href(current)(cohort),
        year=year,
        years=years,
        items=list(enumerate(ITEMS, start=1)),
        given=given,
        before=queries.answers_of(current, cohort, year - 1),
        open_points=[n for n, (row, _name) in given.items() if row.answer is not FidelityWord.YES],
        told=recorded(current, cohort),
        counts=writes,
        answer_href=(
            url_for("self_check.answer_fidelity", row_id=cohort.id)
            if writes and year == current.today.year
            else ""
        ),
    )


@page(bp, "/cohorts/<uuid:row_id>/maintenance", reads=DataClass.COMMITMENTS, roles=READERS)
def maintenance(row_id: UUID) -> ResponseReturnValue:
    """Show the monthly reviews of a cohort, and the months that wait for one."""
    current = acting()
    cohort = queries.cohort(current, row_id, DataClass.COMMITMENTS)
    found = queries.reviews_of(current, cohort)
    current.saw(DataClass.COMMITMENTS, cohort.id)
    held = {one.month for one in found}
    is_on = cohort.stage is CohortStage.MAINTENANCE
    return render_template(
        "programme/maintenance.html",
        cohort=cohort,
        cohort_href=_cohort_href(current)(cohort),
        reviews=found,
        names=queries.names_of(current, [one.held_by_id for one in found]),
        waiting=[one for one in queries.months_over(current, cohort) if one not in held],
        is_on=is_on,
        months=current.number("maintenance_months"),
        share=current.setting("market_returns_ratio"),
        baseline=newest_baseline(current, cohort.market_id),
        baseline_href=_baseline_href(current, cohort),
        reviews_itself=is_on and current.by.role in acts.REVIEWERS,
    )


def _year(asked: str, years: list[int]) -> int:
    return int(asked) if asked.isdecimal() and int(asked) in years else years[0]


def _cohort_href(current: Acting) -> Any:
    """Return what gives a cohort's page, or nothing to who opens none."""

    def href(cohort: Cohort) -> str:
        opens = opens_to(current.by.role, Cohort) and sees(current, cohort, DataClass.TERRITORY)
        return url_for("territory.cohort", row_id=cohort.id) if opens else ""

    return href


def _baseline_href(current: Acting, cohort: Cohort) -> str:
    found = newest_baseline(current, cohort.market_id)
    if found is None or not opens_to(current.by.role, Baseline):
        return ""
    seen = sees(current, found, DataClass.TERRITORY)
    return url_for("market_choice.baseline", row_id=found.id) if seen else ""


def _to_fidelity(cohort: Any, _made: Any) -> str:
    return url_for("self_check.fidelity", row_id=cohort.id)


def _to_maintenance(cohort: Any, _made: Any) -> str:
    return url_for("self_check.maintenance", row_id=cohort.id)


def _version_of_answers(current: Acting, cohort: Cohort) -> str:
    """Return when this year's check was last touched: somebody else may answer meanwhile."""
    given = queries.answers_of(current, cohort, current.today.year).values()
    return max((row.answered_at.isoformat() for row, _name in given), default="0")


def _version_of_reviews(current: Acting, cohort: Cohort) -> str:
    return "-".join(f"{one.month}.{one.row_version}" for one in queries.reviews_of(current, cohort))


add_write(
    bp,
    "answer_fidelity",
    WritePage(
        N_("Answer the self-check"),
        Cohort,
        DataClass.COMMITMENTS,
        acts.answer_fidelity,
        forms.FidelityForm,
        back=_to_fidelity,
        version=_version_of_answers,
        template="programme/answer_fidelity.html",
    ),
)
add_write(
    bp,
    "review_month",
    WritePage(
        N_("Review a month"),
        Cohort,
        DataClass.COMMITMENTS,
        acts.review_month,
        forms.ReviewMonthForm,
        back=_to_maintenance,
        roles=acts.REVIEWERS,
        version=_version_of_reviews,
        template="programme/review_month.html",
    ),
)


def cohort_part(current: Acting, cohort: Cohort) -> dict[str, Any]:
    """Return where a cohort's page leads to its self-check and its reviews."""
    reads = current.by.role in READERS and sees(current, cohort, DataClass.COMMITMENTS)
    return {"row": cohort, "reads": reads}


PARTS["programme/_checks.html"] = cohort_part
