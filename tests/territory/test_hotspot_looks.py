"""Every state of a ranking's page, looked at in both languages and widths."""

import pytest
from flask import Flask

from dmi.owed.acts import fail_work, start_work
from dmi.owed.models import BackgroundWork
from dmi.territory.models.hotspots import HotSpotRun
from tests.people import Town
from tests.territory.ranking import HEADING, asked, lines, ranked, table
from tests.walk.browser import LANGUAGES, BrowserHands, Eyes, chromium, serving, speak


@pytest.mark.browser
@pytest.mark.one_database
def test_every_state_of_a_ranking_is_clean_and_fits(app: Flask, town: Town) -> None:
    failed = asked(town, table(lines()))
    work = town.session.get_one(BackgroundWork, failed.work_id)
    start_work(town.acting("sys1"), work)
    fail_work(town.acting("sys1"), work, error="MemoryError")
    tips = lines((0,) * 12 + (9,), "anonima")
    bad = ["x,ayer,venta,-33.42,-70.56,denuncia"]
    thin = [f"{row},{('Norte', 'Sur')[int(row[0]) % 2]}" for row in lines((3, 8, 6, 2), every=60)]
    states: dict[str, HotSpotRun] = {
        "ranked": ranked(town, table([*lines(), *tips, *bad])),
        "thin": ranked(town, table(thin, f"{HEADING},sector")),
        "refused": ranked(town, table(lines(), "id,fecha,clase,lat,lon,fuente")),
        "failed": failed,
        "waiting": asked(town, table(lines(every=12))),
    }
    eyes = Eyes()
    with serving(app) as base, chromium() as browser:
        hands = BrowserHands(browser, base, town, scripts=True)
        for state, run in states.items():
            hands.look("ana1", f"/hotspots/{run.id}")
            page = hands.pages["ana1"]
            for language in LANGUAGES:
                speak(page, language)
                page.reload()
                eyes.judge(page, state, language)
    assert eyes.faults == []
