"""The breaks fit the code as it is, and the runner is not fooled by one that nobody notices."""

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from quality.breaks import Break, Copy, Seen, Stale, Verdict, judged, read, run_all
from quality.named_breaks import BREAKS
from tests.house.sources import ROOT

GATE = "def may(by: str, owner: str) -> bool:\n    return by == owner\n"
TEST = "tests/gate/test_gate.py::test_nobody_else_may"
OPEN = Break("gate", "Anybody may.", "gate.py", "by == owner", "True", (TEST,))
PASSED = '<testcase classname="tests.gate.test_gate" name="test_nobody_else_may"/>'
OWN = (
    *("wall", "two-keys", "activation", "sight", "same-404", "triggers", "page", "exactly-once"),
    *("opinions", "drafts", "run", "release", "own-case", "attribution", "idempotency"),
)


def ended(code: int, *cases: str) -> Seen:
    return read(code, f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>")


def wrong(tag: str, message: str, name: str = "test_nobody_else_may") -> str:
    fault = f'<{tag} message="{message}"/>'
    return f'<testcase classname="tests.gate.test_gate" name="{name}">{fault}</testcase>'


@dataclass(frozen=True, slots=True)
class Pretended(Copy):
    """A copy whose tests end as one says, and which keeps what they were run on."""

    ends: Seen
    ran: list[tuple[Sequence[str], str, str]] = field(default_factory=list)

    def tested(self, tests: Sequence[str], database: str, *more: str, seconds: int = 0) -> Seen:
        self.ran.append((tests, database, (self.folder / "gate.py").read_text("utf-8")))
        return self.ends


@pytest.fixture
def copy(tmp_path: Path) -> Pretended:
    """Give a folder with one file to break, whose tests notice nothing."""
    (tmp_path / "gate.py").write_text(GATE, "utf-8")
    return Pretended(tmp_path, {}, ended(0, PASSED))


def test_every_break_fits_the_code_and_leaves_it_readable() -> None:
    for one in BREAKS:
        broken = one.applied((ROOT / one.file).read_text("utf-8"))
        assert ast.dump(ast.parse(broken)), one.name


def test_every_break_names_tests_that_stand() -> None:
    for one in BREAKS:
        assert one.tests, one.name
        for test in one.tests:
            path, _, name = test.partition("::")
            assert f"\ndef {name.partition('[')[0]}(" in (ROOT / path).read_text("utf-8"), test


def test_no_break_is_lost_and_each_has_its_sentence() -> None:
    names = [one.name for one in BREAKS]
    assert len(set(names)) == len(names) >= 15
    assert [word for word in OWN if not any(name.startswith(word) for name in names)] == []
    assert [one.name for one in BREAKS if not re.fullmatch(r"[A-Z].+\.", one.sentence)] == []
    assert "postgresql" in {one.database for one in BREAKS}


def test_a_break_is_made_for_its_tests_alone(copy: Pretended) -> None:
    file = copy.folder / "gate.py"
    before = file.stat().st_mtime_ns
    noticed = replace(copy, ends=ended(1, wrong("failure", "assert not True")))
    assert noticed.under(OPEN) == (Verdict.RED, "")
    assert copy.ran == [((TEST,), "sqlite", GATE.replace("by == owner", "True"))]
    assert (file.read_text("utf-8"), file.stat().st_mtime_ns) == (GATE, before)


def test_a_break_that_turns_nothing_red_is_told(
    copy: Pretended, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_all([copy], [OPEN]) == ["gate"]
    told = capsys.readouterr().out
    assert "STAYED GREEN" in told
    assert TEST in told


def test_a_stale_break_is_told_and_runs_nothing(
    copy: Pretended, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = (replace(OPEN, old="by is owner"), replace(OPEN, old="b"))
    assert run_all([copy], [*stale, replace(OPEN, file="gone.py")]) == ["gate"] * 3
    assert copy.ran == []
    assert capsys.readouterr().out.count("STALE") == 3
    assert (copy.folder / "gate.py").read_text("utf-8") == GATE
    with pytest.raises(Stale, match="0 times in"):
        replace(OPEN, old="by is owner").applied(GATE)


@pytest.mark.parametrize("code", [2, 3, 4, 5])
def test_tests_that_were_not_found_or_not_read_prove_nothing(code: int) -> None:
    assert judged(OPEN, ended(code))[0] is Verdict.STALE
    assert judged(OPEN, ended(code, wrong("failure", "assert False")))[0] is Verdict.STALE
    assert judged(OPEN, read(code, ""))[0] is Verdict.STALE


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("failure", "ImportError: cannot import name"),
        ("failure", "sqlalchemy.exc.IntegrityError: UNIQUE"),
        ("error", "failed on setup with AssertionError: assert False"),
    ],
)
def test_whatever_else_failed_is_no_proof(tag: str, message: str) -> None:
    verdict, why = judged(OPEN, ended(1, wrong(tag, message)))
    assert verdict is Verdict.OTHER
    assert message in why


def test_each_named_test_must_turn_red() -> None:
    other = TEST.replace("nobody_else", "the_owner")
    both = replace(OPEN, tests=(TEST, other))
    one = wrong("failure", "Failed: DID NOT RAISE &lt;class 'NotKnown'&gt;")
    assert judged(both, ended(1, one)) == (Verdict.GREEN, other)
    cases = [wrong("failure", "assert 1 == 2", f"test_the_owner_may[{n}]") for n in "ab"]
    assert judged(both, ended(1, one, *cases)) == (Verdict.RED, "")
