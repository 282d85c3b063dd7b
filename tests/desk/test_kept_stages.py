"""Who gathered the evidence and who proposed the names learn nothing of how it went on."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from dmi.people.models.pathway import Pathway
from dmi.policy.states import Stage
from tests.builders import a_cohort, a_pathway, assign
from tests.desk.signing import without_token
from tests.pages import says, sign_in
from tests.people import Town

KEPT = {
    "hnd1": (Stage.PROSECUTION, Stage.CASE_READY, Stage.DECLINED, Stage.GRADUATED, Stage.LEFT),
    "pol1": (Stage.OFFERED, Stage.DECLINED, Stage.GRADUATED, Stage.WITHDRAWN, Stage.TERMINATED),
}


def pages_of(pathway: Pathway) -> Iterator[str]:
    own = f"/pathways/{pathway.id}"
    yield from ("/", "/pathways", f"/cohorts/{pathway.cohort_id}", own, f"{own}/attribute-buy")
    yield f"/cohorts/{pathway.cohort_id}/board"
    yield from (f"/pathways?group={group}" for group in ("COMPLETION", "OTHER_EXIT"))


@pytest.mark.rule("U2")
@pytest.mark.parametrize("user", KEPT)
def test_no_page_of_a_cohort_tells_apart_what_is_kept_from_a_role(
    client: FlaskClient, town: Town, user: str
) -> None:
    cohort = a_cohort(town)
    people = [
        a_pathway(town, cohort, stage, f"Muestra {place}")
        for place, stage in enumerate([Stage.EVIDENCE_READY, *[KEPT[user][0]] * 6])
    ]
    assign(town, user, cohort)
    sign_in(client, town, user)
    seen: dict[str, set[str]] = {}
    for stage in KEPT[user]:
        for one in people[1:]:
            one.stand(stage.value)
        town.session.commit()
        for path in pages_of(people[1]):
            told = re.sub(r'name="row_version" value="\d+"', "", without_token(client.get(path)))
            seen.setdefault(path, set()).add(told)
    assert {path: len(told) for path, told in seen.items()} == dict.fromkeys(seen, 1)
    page = seen[f"/cohorts/{cohort.id}"].pop()
    part = page.partition("Personas por etapa")[2].partition("Quiénes trabajan en ella")[0]
    assert "Antecedentes suficientes" in part
    assert ("<b>6</b>" in part) == (user == "pol1"), "the handler is told no number of them"


def test_whoever_reads_every_stage_is_told_every_number(client: FlaskClient, town: Town) -> None:
    cohort = a_cohort(town)
    a_pathway(town, cohort, Stage.GRADUATED)
    sign_in(client, town, "jef1")
    part = says(client.get(f"/cohorts/{cohort.id}")).partition("Personas por etapa")[2]
    assert "Egresado/a" in part.partition("</section>")[0]
