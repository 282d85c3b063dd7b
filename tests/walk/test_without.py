"""The way once more without a mouse, and once more without any script."""

import pytest
from flask import Flask

from dmi.policy.states import Stage
from tests.conftest import Clock
from tests.people import Town
from tests.walk.browser import BrowserHands, chromium, serving
from tests.walk.keyboard import KeyboardHands
from tests.walk.test_thread import THREAD, stage
from tests.walk.thread import Thread

pytestmark = [pytest.mark.browser, pytest.mark.no_cover, pytest.mark.one_database]


@pytest.mark.parametrize("way", ["keyboard", "no script"])
def test_the_whole_thread_goes_without(app: Flask, town: Town, clock: Clock, way: str) -> None:
    with serving(app) as base, chromium() as browser:
        if way == "keyboard":
            hands: BrowserHands = KeyboardHands(browser, base, town)
        else:
            hands = BrowserHands(browser, base, town, scripts=False)
        thread = Thread(town, clock, hands, app)
        thread.until_supported()
        thread.violate()
        thread.respond()
        thread.withdraw()
    walked = thread.steps_walked()
    assert set(THREAD) <= walked, sorted(set(THREAD) - walked)
    assert stage(thread) is Stage.WITHDRAWN
