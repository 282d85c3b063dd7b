"""Which rules are built, left and declined, told by the tests that passed."""

import csv
import json
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

MOST_DECLINED = 8
DATABASES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Standing:
    """The standing of every rule of the master list."""

    built: list[str]
    left: list[str]
    declined: dict[str, str]

    def as_json(self) -> str:
        """Return the standing as scripts/rules --json prints it."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False)


def all_ids(root: Path) -> list[str]:
    """Return the ids of the master list, in its order."""
    return (root / "tests" / "all_rule_ids.txt").read_text("utf-8").split()


def sentences(root: Path) -> dict[str, str]:
    """Return the rules that this project says it has built, with their sentences."""
    return _two_columns(root / "tests" / "rules.csv", "rule")


def declined(root: Path) -> dict[str, str]:
    """Return the rules that will not be built, with the reason."""
    return _two_columns(root / "tests" / "declined_rules.csv", "reason")


def commit_of(root: Path) -> str:
    """Return the commit that is checked out, or nothing while there are changes beside it."""
    head = _git(root, "rev-parse", "HEAD")
    return "" if _git(root, "status", "--porcelain") else head


def passed(root: Path) -> dict[str, bool]:
    """Return, for each rule, whether all its tests passed in both runs of the last full check."""
    together: dict[str, bool] = {}
    for database in DATABASES:
        path = record_of(root, database)
        if not path.exists():
            return {}
        record = json.loads(path.read_text("utf-8"))
        if not record["commit"] or record["commit"] != commit_of(root):
            return {}
        for rule, good in record["rules"].items():
            together[rule] = together.get(rule, True) and good
    return together


def record_of(root: Path, database: str) -> Path:
    """Return where one run of the tests leaves what it saw."""
    return root / ".local" / "rules" / f"{database}.json"


def standing(root: Path) -> Standing:
    """Return what is built, left and declined."""
    good, known, refused = passed(root), sentences(root), declined(root)
    ids = all_ids(root)
    built = [rule for rule in ids if rule in known and good.get(rule)]
    left = [rule for rule in ids if rule not in built and rule not in refused]
    return Standing(built, left, refused)


def _two_columns(path: Path, name: str) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["id"]: row[name] for row in csv.DictReader(stream)}


def _git(root: Path, *words: str) -> str:
    command = ["git", "-C", str(root), *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    return done.stdout.strip()
