"""Who may commit, set a state, read the clock, catch everything."""

import ast
import re
from pathlib import Path

from tests.house.sources import assigned, calls, name, offences, python

# The store ends what comes before anybody acts: a connection's settings, a migration.
PREPARING = ("dmi/store/database.py", "dmi/store/migrate.py")
MAY_COMMIT = ("dmi/web/", "dmi/jobs/", "dmi/cli/", "dmi/app.py", *PREPARING)
MAY_SET_STATES = ("dmi/access/",)
MAY_READ_THE_CLOCK = ("dmi/kernel/clock.py",)
CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today")}
_STATE = re.compile(r"^\s+__state__ = \"(\w+)\"$", re.MULTILINE)


def commits(source: str) -> list[int]:
    return [call.lineno for called, call in calls(ast.parse(source)) if called == "commit"]


def declared_states(source: str) -> set[str]:
    return set(_STATE.findall(source))


def states_set(source: str, states: set[str]) -> list[str]:
    tree = ast.parse(source)
    found = [f".{node.attr} at {line}" for node, line in assigned(tree) if node.attr in states]
    for called, call in calls(tree):
        match call.args:
            case [_, ast.Constant(value=str(attribute)), _] if called == "setattr":
                found += [f".{attribute} at {call.lineno}"] if attribute in states else []
            case _:
                pass
    return found


def clocks_read(source: str) -> list[int]:
    found = []
    for _, call in calls(ast.parse(source)):
        match call.func:
            case ast.Attribute(value=ast.Name(id=owner), attr=read) if (owner, read) in CLOCKS:
                found.append(call.lineno)
            case ast.Attribute(value=ast.Attribute(attr=owner), attr=read) if (
                owner,
                read,
            ) in CLOCKS:
                found.append(call.lineno)
            case ast.Attribute(value=ast.Name(id="time"), attr="time" | "time_ns"):
                found.append(call.lineno)
            case _:
                pass
    return found


def catches_all(source: str) -> list[int]:
    broad = {"Exception", "BaseException"}
    handlers = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ExceptHandler))
    return [
        handler.lineno
        for handler in handlers
        if handler.type is None
        or any(isinstance(n, ast.Name) and n.id in broad for n in ast.walk(handler.type))
    ]


STATES = {"stage"}.union(*(declared_states(path.read_text("utf-8")) for path in python("dmi")))


def elsewhere(allowed: tuple[str, ...]) -> list[Path]:
    return [path for path in python("dmi") if not name(path).startswith(allowed)]


def test_only_the_edges_commit() -> None:
    assert offences(elsewhere(MAY_COMMIT), commits) == {}


def test_only_the_engine_sets_a_state() -> None:
    paths = elsewhere(MAY_SET_STATES)
    assert offences(paths, lambda source: states_set(source, STATES)) == {}


def test_the_clock_is_read_in_one_place() -> None:
    assert offences(elsewhere(MAY_READ_THE_CLOCK), clocks_read) == {}


def test_nobody_catches_everything() -> None:
    # A job goes on with the next row after a row failed; it alone may catch whatever failed.
    assert offences(elsewhere(("dmi/jobs/",)), catches_all) == {}


def test_these_guards_bite() -> None:
    assert commits("session.commit()") == [1]
    assert commits("db.session().commit()") == [1]
    assert declared_states('class A:\n    __state__ = "stage"\n') == {"stage"}
    assert states_set("row.stage = Stage.ACTIVE", {"stage"}) == [".stage at 1"]
    assert states_set("a, row.stage = 1, 2", {"stage"}) == [".stage at 1"]
    assert states_set("setattr(row, 'stage', 2)", {"stage"}) == [".stage at 1"]
    assert states_set("if row.stage == Stage.ACTIVE: pass", {"stage"}) == []
    assert clocks_read("datetime.now(tz=UTC)") == [1]
    assert clocks_read("datetime.datetime.now()") == [1]
    assert clocks_read("date.today()") == [1]
    assert clocks_read("time.time()") == [1]
    assert clocks_read("clock.now()") == []
    assert catches_all("try:\n    x()\nexcept Exception:\n    pass") == [3]
    assert catches_all("try:\n    x()\nexcept (KeyError, Exception):\n    pass") == [3]
    assert catches_all("try:\n    x()\nexcept:\n    pass") == [3]
    assert catches_all("try:\n    x()\nexcept KeyError:\n    pass") == []
