"""The set-up: what it reads and writes, tried without a network."""

import re
import zipfile
from pathlib import Path
from threading import Barrier

import pytest

from machine import apt, fonts, icons, interpreter, places
from machine.fonts_conf import text as fonts_conf
from machine.steps import Stopped, run, side_by_side
from quality.checks import closing, common, steps
from tests.house.sources import ROOT

SIMULATION = """\
Reading package lists...
Inst libfirst (1.0-3 Debian:12/oldstable [amd64])
Inst libsecond [1.9] (2:2.0+b1 Debian:12/oldstable [all]) []
Conf libfirst (1.0-3 Debian:12/oldstable [amd64])
"""
LOCK = f"""\
first==1.0 \\
    --hash=sha256:aa
{interpreter.TESTS_BEGIN}second==2.0 \\
    --hash=sha256:bb \\
    --hash=sha256:cc
"""


def test_a_simulated_installation_names_its_packages() -> None:
    assert apt.wanted(SIMULATION) == ["libfirst=1.0-3", "libsecond=2:2.0+b1"]


def test_apt_works_in_our_folder_alone() -> None:
    told = apt.options()
    assert f"Dir::State={places.APT / 'state'}" in told
    assert f"Dir::Cache={places.APT / 'cache'}" in told


def test_a_half_unpacked_folder_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apt, "PRIVATE", tmp_path / "root")
    monkeypatch.setattr(apt, "UNPACKING", tmp_path / "unpacking")
    (tmp_path / "root/usr").mkdir(parents=True)
    apt.drop_half_done()
    assert (tmp_path / "root/usr").is_dir()
    (tmp_path / "unpacking").touch()
    apt.drop_half_done()
    assert list(tmp_path.iterdir()) == []


def test_the_demo_installs_the_first_part_of_the_lock() -> None:
    assert interpreter.pins(LOCK, with_tests=False) == LOCK.partition(interpreter.TESTS_BEGIN)[0]
    assert "second==2.0" in interpreter.pins(LOCK, with_tests=True)
    with pytest.raises(Stopped, match="dividing line"):
        interpreter.pins("first==1.0\n", with_tests=False)


def test_a_pin_is_found_with_its_hashes() -> None:
    assert interpreter.block_of(LOCK, "Second").count("--hash") == 2
    with pytest.raises(Stopped, match="third"):
        interpreter.block_of(LOCK, "third")


def test_the_lock_holds_hashes_and_no_address() -> None:
    lock = interpreter.LOCK.read_text("utf-8")
    pins = [line for line in lock.splitlines() if "==" in line]
    assert len(pins) > 50
    assert all(line.endswith("\\") for line in pins)
    assert re.findall(r"\w+://|--index|--find-links|@ ", lock) == []


def test_the_small_sprite_holds_the_named_icons() -> None:
    whole = '<svg><symbol class="x" id="a"><path/></symbol>\n<symbol id="b"></symbol></svg>'
    small = icons.cut(whole, ["b"])
    assert '<symbol id="b"></symbol>' in small
    assert 'id="a"' not in small
    with pytest.raises(Stopped, match="lacks: c"):
        icons.cut(whole, ["a", "c"])


def test_fonts_and_icons_stand_where_pages_look_for_them() -> None:
    assert fonts.are_made()
    assert icons.are_made()
    for name in (fonts.INTER_WEB, *fonts.SERIF_WEB):
        assert (fonts.WEB_FONTS / name).read_bytes()[:4] == b"wOF2"


def test_the_font_configuration_puts_our_fonts_first() -> None:
    folders = re.findall(r"<dir>(.*?)</dir>", fonts_conf())
    assert folders[0] == str(places.PAPER_FONTS)


def test_our_library_path_goes_before_the_callers() -> None:
    merged = places.program_environment(
        {"LD_LIBRARY_PATH": "ours", "A": "1"}, {"LD_LIBRARY_PATH": "theirs", "B": "2"}
    )
    assert merged == {"LD_LIBRARY_PATH": "ours:theirs", "A": "1", "B": "2"}


def test_a_failing_command_stops_with_its_last_words() -> None:
    with pytest.raises(Stopped, match="alas"):
        run(["sh", "-c", "echo alas; exit 3"])
    with pytest.raises(Stopped, match="not on this machine"):
        run(["no-such-program"])


def test_works_side_by_side_all_end_before_one_of_them_stops_the_set_up() -> None:
    both = Barrier(2, timeout=20)
    done: list[int] = []
    side_by_side({"one": both.wait, "other": lambda: done.append(both.wait())})
    assert len(done) == 1
    with pytest.raises(Stopped, match="alas"):
        side_by_side({"one": lambda: run(["sh", "-c", "echo alas; exit 3"]), "other": both.abort})
    assert both.broken


def test_a_full_check_leaves_nothing_out() -> None:
    names = [step.name for step in steps(fast=False)]
    assert names == [
        "format",
        "lint",
        "types",
        "imports",
        "templates",
        "translations",
        "tests on sqlite",
        "tests on postgresql",
        "coverage",
        "rules",
    ]
    assert "tests on postgresql" not in [step.name for step in steps(fast=True)]


def test_the_callers_installation_is_nothing_to_a_check() -> None:
    kept = common({"DMI_MODE": "production", "DMI_TEST_BROWSER": "b", "HOME": "/h"})
    assert "DMI_MODE" not in kept
    assert (kept["DMI_TEST_BROWSER"], kept["HOME"]) == ("b", "/h")


def test_a_summary_is_a_tools_last_line() -> None:
    assert closing("one\n===== 3 passed in 1.2s =====\n\n") == "3 passed in 1.2s"
    assert closing("") == ""


def test_a_wheel_carries_templates_migrations_and_assets(tmp_path: Path) -> None:
    run([places.PYTHON, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"dmi/{path.relative_to(ROOT)}" for path in (ROOT / "templates").rglob("*.html")}
    wanted |= {f"dmi/{path.relative_to(ROOT)}" for path in (ROOT / "migrations").rglob("*.py")}
    wanted |= {"dmi/static/icons.svg", f"dmi/static/fonts/{fonts.INTER_WEB}", "dmi/settings.py"}
    assert wanted - inside == set()
