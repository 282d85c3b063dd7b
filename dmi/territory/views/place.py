"""Pages of sectors, schools and excluded places."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dmi.access.acting import Acting
from dmi.kernel.words import N_
from dmi.policy.classes import DataClass
from dmi.territory.acts import place as acts
from dmi.territory.forms import place as forms
from dmi.territory.models.place import ExcludedPlace, School, Sector
from dmi.territory.queries import cohort as cohorts
from dmi.territory.queries import place as queries
from dmi.territory.queries import point as points
from dmi.territory.views.asked import more
from dmi.territory.views.blueprint import NEW, READERS, WRITERS, bp
from dmi.territory.views.map import map_of
from dmi.territory.views.plain import answered, prepared, shown_form
from dmi.web.guard import acting, admits, page
from dmi.web.steps import TITLES
from dmi.web.writes import WritePage, add_write

WITHDRAW = N_("Withdraw it")
SHOWN_LINES = 10
SECTOR_PARTS: dict[str, Callable[[Acting, Sector], Any]] = {}
"""What higher features show on a sector's page: a template and what it is given as ``part``."""


@page(bp, "/sectors", reads=DataClass.TERRITORY, roles=READERS)
def sectors() -> ResponseReturnValue:
    """List sectors and markets of the comuna."""
    current = acting()
    return render_template(
        "territory/sectors.html",
        sectors=queries.sectors(current),
        markets=cohorts.markets(current),
        writes=current.by.role in WRITERS,
    )


@page(bp, "/sectors/<uuid:row_id>", reads=DataClass.TERRITORY, shows=Sector, roles=READERS)
def sector(row_id: UUID) -> ResponseReturnValue:
    """Show one sector with its points, and how much the register holds of it."""
    current = acting()
    row = queries.sector(current, row_id)
    standing = points.of_place(current, row)
    return render_template(
        "territory/sector.html",
        row=row,
        drawing=map_of(current, [row], standing, []),
        points=standing,
        counts=queries.sector_counts(current, row),
        complaints=admits("territory.complaints", current.by.role),
        exact=points.knows_places(current.by.role),
        parts=[(name, part(current, row)) for name, part in SECTOR_PARTS.items()],
    )


@page(bp, "/sectors/new", methods=("GET", "POST"), declared=NEW)
def new_sector() -> ResponseReturnValue:
    """Record a sector."""
    form = prepared(forms.SectorForm())
    if not form.validate_on_submit():
        return shown_form(form, _("New sector"), "territory.sectors")
    made = acts.record_sector(acting(), None, **form.values())
    flash(_("Recorded: %(name)s.", name=made.name), "ok")
    return redirect(url_for("territory.sectors"), 303)


@page(bp, "/sectors/load", methods=("GET", "POST"), declared=NEW)
def load_areas() -> ResponseReturnValue:
    """Keep the areas of a GeoJSON file."""
    form = prepared(forms.AreasForm())
    return answered(
        form,
        _("Load areas from a file"),
        "territory.sectors",
        lambda: acts.load_areas(
            acting(), None, text=form.file.data, kind=form.kind.data, is_sure=form.is_sure.data
        ),
        _areas_told,
    )


@page(bp, "/schools", reads=DataClass.TERRITORY, roles=READERS)
def schools() -> ResponseReturnValue:
    """List the schools of the comuna by name."""
    current, words = acting(), request.args.get("words", "").strip()
    found = queries.schools(current, words, request.args.get("after"))
    return render_template(
        "territory/schools.html",
        rows=found.rows,
        words=words,
        older_href=more("territory.schools", found.older),
        writes=current.by.role in WRITERS,
    )


@page(bp, "/schools/load", methods=("GET", "POST"), declared=NEW)
def load_schools() -> ResponseReturnValue:
    """Keep the comuna's schools of the ministry's list."""
    form = prepared(forms.SchoolsForm())
    return answered(
        form,
        _("Load the list of schools"),
        "territory.schools",
        lambda: acts.load_schools(acting(), None, text=form.file.data, is_sure=form.is_sure.data),
        _schools_told,
    )


@page(bp, "/excluded-places", reads=DataClass.TERRITORY, roles=READERS)
def excluded_places() -> ResponseReturnValue:
    """List the addresses at which nothing is counted, with the reason."""
    current = acting()
    found = queries.excluded(current, request.args.get("after"))
    return render_template(
        "territory/excluded_places.html",
        rows=found.rows,
        older_href=more("territory.excluded_places", found.older),
        writes=current.by.role in WRITERS,
    )


@page(bp, "/excluded-places/new", methods=("GET", "POST"), declared=NEW)
def exclude_place() -> ResponseReturnValue:
    """Write down an address at which nothing is counted."""
    form = prepared(forms.ExcludeForm())
    return answered(
        form,
        _("Exclude a place"),
        "territory.excluded_places",
        lambda: acts.exclude_place(acting(), None, **form.values()),
        lambda made: flash(_("Recorded: %(name)s.", name=made.label), "ok"),
    )


def _to_list(endpoint: str) -> Any:
    return lambda _row, _result: url_for(endpoint)


for model, name, back in (
    (School, "withdraw_school", "territory.schools"),
    (ExcludedPlace, "withdraw_excluded_place", "territory.excluded_places"),
):
    add_write(
        bp,
        name,
        WritePage(
            WITHDRAW,
            model,
            DataClass.TERRITORY,
            acts.withdraw_place,
            forms.WithdrawForm,
            _to_list(back),
        ),
    )


def _areas_told(made: acts.Loaded) -> None:
    said = ngettext("%(num)d area is drawn.", "%(num)d areas are drawn.", made.kept)
    flash(said, "ok")


def _schools_told(made: acts.Loaded) -> None:
    said = ngettext("%(num)d school is kept.", "%(num)d schools are kept.", made.kept)
    if made.elsewhere:
        said += " " + ngettext(
            "%(num)d lies in another comuna.", "%(num)d lie in other comunas.", made.elsewhere
        )
    if made.wrong:
        numbers = ", ".join(str(one) for one in made.wrong[:SHOWN_LINES])
        said += " " + _("Left out, because they cannot be read: lines %(lines)s.", lines=numbers)
    flash(said, "ok")


TITLES[Sector] = lambda _acting, row: str(row.name)
TITLES[School] = lambda _acting, row: str(row.name)
TITLES[ExcludedPlace] = lambda _acting, row: str(row.label)
