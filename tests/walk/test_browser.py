"""The whole thread in a real browser, every role in its turn.

How its pages look is judged in ``matrix/test_every_page.py``, which opens every kind of page.
"""

from collections.abc import Iterator

import pytest
from flask import Flask

from dmi.policy.states import CaseStatus, Stage
from tests.conftest import Clock
from tests.people import Town
from tests.walk.browser import BrowserHands, chromium, serving
from tests.walk.conftest import Carried
from tests.walk.test_thread import THREAD, case_status, stage
from tests.walk.thread import Thread

# What they run is measured by the tests of each feature; measuring it here would double the time.
pytestmark = [pytest.mark.browser, pytest.mark.no_cover]


@pytest.fixture
def browser(app: Flask, town: Town) -> Iterator[BrowserHands]:
    """Give hands in a browser."""
    with serving(app) as base, chromium() as started:
        yield BrowserHands(started, base, town)


@pytest.fixture
def supported(
    app: Flask, town: Town, clock: Clock, browser: BrowserHands, carried: Carried
) -> Thread:
    """Give one person in running support, whom the browser takes further."""
    return carried.goes_on(Thread(town, clock, browser, app))


def test_the_thread_by_clicks(app: Flask, town: Town, clock: Clock, browser: BrowserHands) -> None:
    thread = Thread(town, clock, browser, app)
    thread.until_supported()
    thread.violate()
    thread.respond()
    thread.withdraw()
    walked = thread.steps_walked()
    print(*sorted(walked))  # noqa: T201 - the walk says which steps it took
    assert set(THREAD) <= walked, sorted(set(THREAD) - walked)
    assert stage(thread) is Stage.WITHDRAWN


def test_the_branch_to_activation_by_clicks(supported: Thread) -> None:
    supported.violate()
    supported.activate()
    assert case_status(supported) is CaseStatus.FILED
    assert {"B.request_activation", "B.confirm_filing"} <= supported.steps_walked()


def test_the_branch_to_expiry_by_clicks(supported: Thread) -> None:
    supported.expire()
    assert case_status(supported) is CaseStatus.EXPIRED
    assert {"B.expire_case", "B.release_expiry_notice"} <= supported.steps_walked()
