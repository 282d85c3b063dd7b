"""The figures of a report to the council in the reader's words, on the page and on the paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from dmi.access.acting import Acting
from dmi.access.papers import Wording
from dmi.outcomes.models.evaluation import CouncilReport
from dmi.outcomes.tallies import council, ways
from dmi.outcomes.tallies.council import NOT_SHOWN
from dmi.outcomes.tallies.workload import quarter_named
from dmi.profiles.profile import load
from dmi.profiles.words import PaperId
from dmi.web.frame import day, language

PAPER = PaperId.P19C
NONE = "–"
TO_FILL_IN = "______"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its name, what was counted where the reader may know, what is published."""

    name: str
    counted: str
    public: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the report."""

    title: str
    told: str
    lines: list[Line]


def has_council(acting: Acting) -> bool:
    """Tell whether this place knows the paper for a council."""
    return PAPER in load(acting.profile).papers


def sections(body: Mapping[str, Any]) -> list[Section]:
    """Return the tables of a body, with the counts where it still holds them."""
    return [
        Section(
            str(_("People on their way")),
            str(_("As they stood on the last day of the quarter, over all call-ins so far.")),
            [_line(_(one["name"]), one) for one in body["people"]],
        ),
        Section(
            str(_("People detained and call-ins")),
            str(_("Detentions measure police work. They do not measure the result.")),
            [_line(_(one["name"]), one) for one in body["work"]],
        ),
        Section(
            str(_("Support in the quarter")),
            str(_("Referrals and commitments of other institutions are not kept in this system.")),
            [_line(_(one["name"]), one) for one in body["support"]],
        ),
        Section(
            str(_("Territory")),
            str(_("What locked plans measure, where every month of both quarters was counted.")),
            [line for one in body["areas"] for line in _area(one)],
        ),
        Section(
            str(_("Complaints about the programme")),
            str(_("As they were typed into this report.")),
            [_line(_(one["name"]), one) for one in body["complaints"]],
        ),
        Section(
            str(_("Annex: who was reviewed and invited")),
            str(_("Over all call-ins so far; people stand in spans of ten.")),
            [line for one in body["groups"] for line in _group(one)],
        ),
    ]


def _line(name: str, one: Mapping[str, Any]) -> Line:
    count = one.get("count")
    public = one["public"]
    is_hidden = public == NOT_SHOWN or public.startswith("<")
    return Line(str(name), NONE if count is None else str(count), spoken(public), is_hidden)


def _area(one: Mapping[str, Any]) -> list[Line]:
    name = f"{one['label']}, {one['area']}"
    told = {
        _("%(what)s: the quarter before", what=name): one["before"],
        _("%(what)s: this quarter", what=name): one["now"],
        _("%(what)s: areas beside it, the quarter before", what=name): one["others_before"],
        _("%(what)s: areas beside it, this quarter", what=name): one["others_now"],
    }
    return [_line(str(words), found) for words, found in told.items() if found]


def _group(one: Mapping[str, Any]) -> list[Line]:
    name = f"{_(one['trait'])}: {_(one['name'])}"
    return [
        _line(str(_("%(group)s, reviewed", group=name)), one["reviewed"]),
        _line(str(_("%(group)s, invited", group=name)), one["invited"]),
    ]


def spoken(public: str) -> str:
    """Return what is published of a figure in words where it is no figure."""
    return str(_("not shown")) if public == NOT_SHOWN else public


def annex(body: Mapping[str, Any]) -> list[list[str]]:
    """Return the annex as rows of a file."""
    heads = [_("Group"), _("People reviewed"), _("People invited")]
    return [
        [str(one) for one in heads],
        *(
            [
                f"{_(one['trait'])}: {_(one['name'])}",
                one["reviewed"]["public"],
                one["invited"]["public"],
            ]
            for one in body["groups"]
        ),
    ]


def council_wording(
    acting: Acting, report: CouncilReport, *, is_published: bool = False
) -> Wording:
    """Return P19C; as long as it is a draft it may be looked at, and goes out by publishing."""
    body = report.body or council.told(acting, report).body()
    quarter = quarter_named(report.period)
    goes_out = is_published or report.published_at is not None
    complaints, on_time = (spoken(one["public"]) for one in body["complaints"])
    return Wording(
        PAPER,
        {
            "programme_name": ways.programme_name(acting),
            "period_from": day(quarter.first),
            "period_to": day(quarter.last),
            "prior_reference": report.prior_reference,
            "signatory_name_caps": report.signatory_name.upper(),
            "signatory_post_caps": report.signatory_post.upper(),
            "initials": report.initials,
            "official_number": TO_FILL_IN,
            "suppression_limit": str(report.suppression or acting.number("suppress_public")),
            "complaints_count": complaints,
            "complaints_on_time": on_time,
            "limits_text": report.limits_text,
        },
        language=language(),
        rows=_rows(body),
        signatories=({"name": report.signatory_name, "post": report.signatory_post},),
        waits_for="" if goes_out else "report_published_first",
    )


def _rows(body: Mapping[str, Any]) -> dict[str, list[list[str]]]:
    whole = body["people"][0]["public"]
    job, therapy = (one["public"] for one in body["support"])
    not_kept = _("Not kept in this system")
    return {
        "P19C.05": [
            [
                whole,
                *(
                    str(_("%(n)s of %(of)s", n=one["public"], of=whole))
                    for one in body["people"][1:]
                ),
            ]
        ],
        "P19C.06": [[str(not_kept), NONE, NONE, NONE]],
        "P19C.07": [
            [
                str(_("came: %(n)s", n=job)),
                str(not_kept),
                str(_("came: %(n)s", n=therapy)),
                str(not_kept),
            ]
        ],
        "P19C.08": [_measured(one) for one in body["areas"]]
        or [[str(_("No area has counts of both quarters")), NONE, NONE, NONE, NONE]],
        "P19C.10": [[spoken(one["public"]) for one in body["work"]]],
    }


def _measured(one: Mapping[str, Any]) -> list[str]:
    beside = NONE
    if one["others_now"]:
        ends = {"before": one["others_before"]["public"], "after": one["others_now"]["public"]}
        beside = str(_("from %(before)s to %(after)s cases", **ends))
    name = f"{one['label']}, {one['area']}"
    return [name, one["before"]["public"], one["now"]["public"], beside, one["source"]]
