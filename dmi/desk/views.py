"""Home, people, person, cohorts and search."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.desk import forms, rules, shown
from dmi.desk import holding as _holding  # noqa: F401 - registers a part of the cohort's page
from dmi.desk.queries import finding
from dmi.desk.queries import people as found_people
from dmi.desk.queries import person as one_person
from dmi.desk.queries import waiting as waits
from dmi.desk.queries.names import names_of
from dmi.desk.queries.names import shown as shown_name
from dmi.owed import acts as owed_acts  # noqa: F401 - registers the steps of tasks
from dmi.owed.models import Task
from dmi.people.models.pathway import Pathway
from dmi.people.told import stage_words
from dmi.policy import pathway as policy
from dmi.policy.classes import DataClass
from dmi.policy.states import Stage, StageGroup
from dmi.territory.models.cohort import Cohort
from dmi.web.guard import ROW_PAGES, Declared, acting, admits, opens_to, page
from dmi.web.open_steps import OpenStep, open_steps
from dmi.web.steps import TITLES, StepPages

bp = Blueprint("desk", __name__)
steps = StepPages(bp)
ANYBODY = Declared(None)


def _home(_row: Any, _result: Any) -> str:
    return url_for("desk.home")


steps.add("TK.finish_task", Task, forms.FinishTaskForm, back=_home)
steps.add("TK.drop_task", Task, forms.DropTaskForm, back=_home)
TITLES[Task] = shown.task_title


@page(bp, "/", declared=ANYBODY)
def home() -> ResponseReturnValue:
    """Show what waits for the reader, the next dates and the cohort in numbers."""
    current = acting()
    found = waits.waiting(current)
    names = names_of(current, [one.subject for one in found])
    counts: dict[StageGroup, int] = {}
    if current.by.role in rules.COUNTING_ROLES:
        counts = found_people.by_group(current, found_people.own_counts(current))
    return render_template(
        "desk/home.html",
        today=current.today,
        queue=[shown.queue_row(one, names, current.today) for one in found],
        meetings=waits.next_meetings(current),
        counts=_numbers(current, counts),
        first_date=found[0].due_on if found else None,
    )


@page(bp, "/pathways", reads=DataClass.PATHWAY_STAGE, roles=rules.PEOPLE_ROLES)
def people() -> ResponseReturnValue:
    """List the people whom the reader may know of, newest first."""
    current = acting()
    group = _group(request.args.get("group", ""))
    rows, older = found_people.people(current, group, request.args.get("after"))
    kept: dict[str, Any] = {"group": group.value} if group else {}
    return render_template(
        "desk/people.html",
        rows=[_listed(current, one) for one in rows],
        groups=[(one, _(rules.group_words(current.by.role, one))) for one in _offered(current)],
        group=group,
        older_href=url_for("desk.people", after=older, **kept) if older else "",
        newest_href=url_for("desk.people", **kept) if request.args.get("after") else "",
    )


@page(
    bp,
    "/pathways/<uuid:row_id>",
    reads=DataClass.PATHWAY_STAGE,
    shows=Pathway,
    roles=rules.PEOPLE_ROLES,
)
def person(row_id: UUID) -> ResponseReturnValue:
    """Show one person: the same address, and to each role its own truth."""
    current = acting()
    role = current.by.role
    row = one_person.pathway(current, row_id)
    who = one_person.identity(current, row)
    told = one_person.timeline(current, row)
    opened = {model for model in ROW_PAGES if opens_to(role, model)}
    related = one_person.related(current, row, opened)
    code, erased_at = ("", None) if who else one_person.code_of(current, row)
    return render_template(
        "desk/person.html",
        row=row,
        name=shown_name(who, row.stage) if who else code,
        erased_at=erased_at,
        facts_line=shown.person_facts(current, who, full=rules.knows_run(role)),
        stage=_(stage_words(role, row.stage)),
        stations=shown.stations(role, row, told),
        layers=rules.layers_of(role),
        days=shown.days_of(told, role),
        steps=[] if erased_at else _steps(current, row),
        related=shown.related_links(related),
        who_saw=admits("privacy.who_saw", role),
    )


@page(bp, "/cohorts", reads=DataClass.TERRITORY, roles=rules.BOARD_ROLES)
def cohorts() -> ResponseReturnValue:
    """List the cohorts."""
    return render_template("desk/cohorts.html", rows=found_people.cohorts(acting()))


@page(bp, "/cohorts/<uuid:row_id>/board", reads=DataClass.TERRITORY, roles=rules.BOARD_ROLES)
def cohort_board(row_id: UUID) -> ResponseReturnValue:
    """Show a cohort by stage; roles without names see its counts."""
    current = acting()
    cohort = found_people.cohort(current, row_id)
    counts = found_people.stage_counts(current, cohort.id)
    cards = found_people.cards(current, cohort.id)
    sums = found_people.by_group(current, counts)
    return render_template(
        "desk/board.html",
        cohort=cohort,
        cohort_href=_cohort_href(cohort),
        named=sum(counts.values()),
        on_the_way=sum(sums[group] for group in rules.WHOLE),
        columns=[_column(current, group, sums[group], cards) for group in _columns(current)],
        exits=_exits(current, counts),
    )


@page(bp, "/search", declared=ANYBODY, methods=("POST",), endpoint="search")
def begin_search() -> ResponseReturnValue:
    """Keep what is searched for and go to an address that says nothing about it."""
    current = acting()
    form = forms.SearchForm()
    if not form.validate():
        return render_template("desk/search.html", form=form, words="", **_nothing()), 400
    kept = finding.keep_search(current, form.words.data or "")
    return redirect(url_for("desk.found", row_id=kept.id), 303)


@page(bp, "/search/<uuid:row_id>", declared=ANYBODY)
def found(row_id: UUID) -> ResponseReturnValue:
    """Show what one's own search found."""
    current = acting()
    words = finding.kept_search(current, row_id).query
    return render_template(
        "desk/search.html",
        form=forms.SearchForm(),
        words=words,
        rows=[_listed(current, one) for one in finding.people_found(current, words)],
        cases=shown.related_links(list(finding.cases_found(current, words))),
        papers=finding.papers_found(current, words),
    )


def _steps(current: Acting, row: Pathway) -> list[OpenStep]:
    role = current.by.role
    return [
        one
        for one in open_steps(current, row)
        if rules.tells_nothing(role, row.stage, policy.step(one.key).leaves)
    ]


def _nothing() -> dict[str, Any]:
    return {"rows": [], "cases": [], "papers": []}


def _group(text: str) -> StageGroup | None:
    return StageGroup(text) if text in set(StageGroup) else None


def _offered(current: Acting) -> list[StageGroup]:
    if current.by.role in rules.UP_TO_THE_MEETING:
        return [*rules.groups_of(current.by.role), StageGroup.PROSECUTION, StageGroup.OTHER_EXIT]
    if current.by.role in rules.EVIDENCE_ONLY:
        return [*rules.groups_of(current.by.role), StageGroup.SUPPORT]
    return list(StageGroup)


def _columns(current: Acting) -> tuple[StageGroup, ...]:
    short = current.by.role in rules.UP_TO_THE_MEETING | rules.EVIDENCE_ONLY
    return rules.groups_of(current.by.role) if short else rules.WHOLE


def _numbers(current: Acting, counts: dict[StageGroup, int]) -> list[dict[str, Any]]:
    lists = current.by.role in rules.PEOPLE_ROLES
    return [
        {
            "n": counts[group],
            "label": _(rules.group_words(current.by.role, group)),
            "group": group,
            "href": url_for("desk.people", group=group.value) if lists else "",
        }
        for group in _columns(current)
        if counts
    ]


def _listed(current: Acting, one: found_people.Somebody) -> dict[str, Any]:
    role = current.by.role
    return {
        "name": one.name,
        "href": url_for("desk.person", row_id=one.id),
        "stage": _(stage_words(role, one.pathway.stage)),
        "group": rules.group_for(role, one.pathway.stage),
        "cohort": one.cohort,
        "since": one.pathway.first_nominated_at,
    }


def _column(
    current: Acting,
    group: StageGroup,
    count: int,
    cards: dict[StageGroup, list[found_people.Somebody]],
) -> dict[str, Any]:
    here = [_card(current, one) for one in cards.get(group, [])]
    more = url_for("desk.people", group=group.value) if len(here) > 5 else ""  # noqa: PLR2004 - what a column holds
    return {
        "label": _(rules.group_words(current.by.role, group)),
        "group": group,
        "count": count,
        "cards": here,
        "more_href": more,
        "href": url_for("desk.people", group=group.value) if here else "",
        "note": "" if count else _("Nobody yet."),
    }


def _card(current: Acting, one: found_people.Somebody) -> dict[str, Any]:
    return {
        "name": one.name,
        "href": url_for("desk.person", row_id=one.id),
        "fact": _(stage_words(current.by.role, one.pathway.stage)),
    }


def _exits(current: Acting, counts: dict[Stage, int]) -> list[dict[str, Any]]:
    outside = (StageGroup.PROSECUTION, StageGroup.OTHER_EXIT)
    return [
        {"label": _(str(stage.label)), "group": group, "count": counts[stage]}
        for stage in Stage
        if (group := rules.group_for(current.by.role, stage)) in outside and counts.get(stage)
    ]


def _cohort_href(cohort: Cohort) -> str:
    endpoint = ROW_PAGES.get(Cohort)
    return url_for(endpoint, row_id=cohort.id) if endpoint else ""
