"""Write down which rules' tests passed, for scripts/rules."""

import json
import os
from pathlib import Path

import pytest

from quality.rules import commit_of

ROOT = Path(__file__).resolve().parents[2]


class Recorder:
    """Collect, over all workers, whether every test of a rule passed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rules: dict[str, bool] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, rule in report.user_properties:
            if name == "rule":
                good = report.passed and self.rules.get(str(rule), True)
                self.rules[str(rule)] = good

    def pytest_sessionfinish(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        record = {"commit": commit_of(ROOT), "rules": dict(sorted(self.rules.items()))}
        self.path.write_text(json.dumps(record, indent=1) + "\n", "utf-8")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for mark in item.iter_markers("rule"):
            item.user_properties += [("rule", rule) for rule in mark.args]


def pytest_configure(config: pytest.Config) -> None:
    path = os.environ.get("DMI_TEST_RULES")
    # Workers report to the one that started them; that one alone writes.
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(Path(path)), "rules-recorder")
