"""What a page offers can be opened by whoever it is offered to."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dmi.policy.states import CohortStage
from tests.builders import a_cohort, assign
from tests.pages import sign_in
from tests.people import Town

HREF = re.compile(r'href="(/[^"#]*)')


@pytest.mark.parametrize("name", ["fis1", "fis2", "pol1", "hnd1", "jef1", "ts1", "sec1", "aud1"])
def test_no_link_of_a_cohorts_page_leads_to_a_refusal(
    app: Flask, town: Town, client: FlaskClient, name: str
) -> None:
    cohort = a_cohort(town, CohortStage.REVIEWING)
    for user in ("fis1", "jef1"):
        assign(town, user, cohort)
    sign_in(client, town, name)
    page = client.get(f"/cohorts/{cohort.id}")
    links = {link for link in HREF.findall(page.text) if "/static/" not in link}
    assert len(links) > 1
    refused = {link for link in links if client.get(link).status_code >= 400}
    assert refused == set()
