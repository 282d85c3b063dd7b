"""The command that ranks a place: its keys, its words and how it ends."""

import json
from pathlib import Path
from typing import Any, Self

import pytest
from click.testing import CliRunner, Result

from dmi.cli import territory
from dmi.cli.main import cli
from tests.science.places import DATA, SAN_FRANCISCO, packed, rows

KEYS = {
    *("rows_read", "rows_used", "duplicates_removed", "rejected", "study_cells", "grid"),
    *("max_cell", "top", "backtest", "winner"),
}
CELL_KEYS = {
    *("rank", "row", "col", "lon", "lat", "count", "score", "gi_z", "kde_pct"),
    *("schools", "sources", "reasons"),
}
GOOD = "\n".join(
    ["id,fecha,tipo,lat,lon,fuente"]
    + [
        f"{n},2026-{1 + n % 9:02}-{1 + n % 28:02},venta,-33.41,{-70.57 + n % 13 * 0.002},denuncia"
        for n in range(120)
    ]
)


def rank(*words: object) -> Result:
    return CliRunner().invoke(cli, ["territory", "rank", *map(str, words)])


def figures(*words: object, code: int = 0) -> dict[str, Any]:
    told = rank(*words, "--json")
    assert told.exit_code == code, told.output
    found: dict[str, Any] = json.loads(told.stdout)
    assert set(found) == KEYS
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "hechos.csv"
    path.write_text(GOOD)
    return path


@pytest.mark.rule("E13")
@pytest.mark.parametrize(
    ("cell", "study_cells", "most", "first", "hit"),
    [(100, 4029, 42, (88, 82), 0.4233), (200, 1926, 72, (44, 41), 0.4245)],
)
def test_another_citys_file_is_ranked_as_it_is(
    cell: int, study_cells: int, most: int, first: tuple[int, int], hit: float
) -> None:
    found = figures(
        SAN_FRANCISCO, "--types=drug/narcotic", f"--cell={cell}", "--train-until=2012-10-01"
    )
    assert (found["rows_read"], found["duplicates_removed"]) == (13_472, 3_319)
    assert (found["rows_used"], found["rejected"]) == (10_140, [])
    assert (found["study_cells"], found["max_cell"]) == (study_cells, most)
    top = found["top"][0]
    assert (top["col"], top["row"], top["count"], top["score"]) == (*first, most, most)
    assert set(top) == CELL_KEYS
    assert list(found["backtest"]) == ["count", "kde", "gi"]
    assert list(found["backtest"]["gi"]) == ["0.01", "0.02", "0.05"]
    assert found["backtest"]["count"]["0.01"]["hit"] == pytest.approx(hit, abs=0.005)
    assert found["winner"] == "count"


def test_a_file_without_sources_says_so_and_counts_every_incident_once() -> None:
    told = rank(SAN_FRANCISCO, "--types=DRUG/NARCOTIC")
    assert told.exit_code == 0
    assert "one unnamed source" in told.stderr
    assert "W_DUP: Exact duplicates, removed: 3319." in told.stderr
    assert "13 rows with an id and type" in told.stderr
    assert "Every incident counts one." in told.stdout
    assert "Won: count." in told.stdout
    assert "count: the first 1 % of the cells held 42.3 % (PAI 42.64)." in told.stdout


def test_gzip_is_read_and_the_table_is_told_in_spanish(place: Path, tmp_path: Path) -> None:
    told = rank(packed(GOOD, tmp_path / "hechos.csv.gz"), "--lang=es")
    assert told.exit_code == 0, told.output
    assert "120 filas leídas, 120 usadas, 120 ordenan; se estudian 13 celdas" in told.stdout
    assert "denuncia 0.6" in told.stdout
    assert "la mitad a los 180 días" in told.stdout
    assert "Lugar" in told.stdout
    assert rank(place, "--lang=es").stdout == told.stdout


def test_weights_and_half_life_are_what_is_asked(place: Path) -> None:
    assert figures(place, "--unweighted")["top"][0]["score"] == 10
    assert figures(place, "--half-life=none")["top"][0]["score"] == pytest.approx(6)
    heavier = figures(place, "--half-life=none", "--weights=denuncia=2")
    assert heavier["top"][0]["score"] == pytest.approx(20)
    assert figures(place)["top"][0]["score"] < 6
    assert "age does not matter" in rank(place, "--half-life=none").stdout
    vecino = GOOD.replace("denuncia", "vecino")
    place.write_text(vecino)
    assert figures(place, code=1)["rejected"][0]["code"] == "E_SOURCE"
    assert figures(place, "--weights=vecino=1")["rejected"] == []


def test_files_beside_the_incidents_are_used(place: Path, tmp_path: Path) -> None:
    (tmp_path / "colegios.csv").write_text("RBD;LATITUD;LONGITUD\n1;-33,41;-70,57\n2;;\n")
    (tmp_path / "fuera.csv").write_text("lat,lon,radio_m,motivo\n-33.41,-70.546,20,cuartel\n")
    told = rank(
        place,
        f"--schools={tmp_path / 'colegios.csv'}",
        f"--excluded={tmp_path / 'fuera.csv'}",
        f"--polygons={DATA / 'comunas_rm.geojson.gz'}",
        "--json",
    )
    assert told.exit_code == 0, told.output
    found = json.loads(told.stdout)
    assert sorted({cell["schools"] for cell in found["top"]}) == [0, 1]
    assert found["rows_used"] == 111
    assert "W_EXCLUDED: Incidents at excluded places, left out: 9." in told.stderr
    assert "E_COORD: row 3" in told.stderr
    assert "In Las Condes." in {one["text"] for one in found["top"][0]["reasons"]}


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ("1,never,venta,-33.41,-70.57,denuncia", "E_DATE"),
        ("1,2026-10-01,venta,0,0,denuncia", "E_ZERO"),
        ("1,2026-10-01,venta,-70.57,-33.41,denuncia", "E_COORD"),
        ("1,2026-10-01,venta,-33.41,-70.57,vecino", "E_SOURCE"),
        ("1,2026-10-01,venta", "E_COLUMN"),
    ],
)
def test_a_bad_row_is_told_by_number_and_code(tmp_path: Path, bad: str, code: str) -> None:
    path = tmp_path / "hechos.csv"
    path.write_text(f"{GOOD}\n{bad}\n")
    words = (path, f"--polygons={DATA / 'comunas_rm.geojson.gz'}")
    (rejected,) = figures(*words)["rejected"]
    assert (rejected["row"], rejected["code"]) == (122, code)
    assert f"{code}: row 122: {rejected['text']}" in rank(*words).stdout


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GOOD.replace("fecha", "day"), "E_COLUMN"),
        (rows(), "E_FEW"),
        ("id,fecha,tipo,lat,lon,fuente\n", "E_FEW"),
        (f"{GOOD}\n999,2026-10-01,venta,50,20,denuncia\n", "E_COORD"),
    ],
)
def test_a_file_that_cannot_be_ranked_ends_with_one_and_its_code(
    tmp_path: Path, text: str, code: str
) -> None:
    path = tmp_path / "hechos.csv"
    path.write_text(text)
    found = figures(path, code=1)
    assert [(one["row"], one["code"]) for one in found["rejected"]] == [(None, code)]
    assert (found["backtest"], found["winner"]) == ({}, None)
    told = rank(path)
    assert told.exit_code == 1
    assert f"{code}: " in told.stderr


def test_too_many_wrong_rows_stop_the_run(tmp_path: Path) -> None:
    path = tmp_path / "hechos.csv"
    path.write_text("\n".join([GOOD, *["1,never,venta,-33.41,-70.57,denuncia"] * 12]))
    found = figures(path, code=1)
    assert (len(found["rejected"]), found["rows_read"], found["top"]) == (12, 132, [])
    told = rank(path)
    assert told.exit_code == 1
    assert "Stopped: 12 of 132 rows are wrong, more than 5 %." in told.stderr
    assert "… and 2 more rows." in told.stdout


@pytest.mark.parametrize("option", ["--polygons", "--schools", "--excluded"])
def test_a_useless_file_beside_the_incidents_is_named(
    place: Path, tmp_path: Path, option: str
) -> None:
    (tmp_path / "otro").write_text("nada\n1\n")
    told = rank(place, f"{option}={tmp_path / 'otro'}")
    assert told.exit_code == 1
    assert f"E_COLUMN: {option}: " in told.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--weights=denuncia=1", "--unweighted"),
        ("--weights=denuncia",),
        ("--weights=denuncia=-1",),
        ("--half-life=0",),
        ("--half-life=long",),
        ("--train-until=yesterday",),
        ("--top=0",),
        ("--top=1.5",),
        ("--top=some",),
        ("--centre=-70.57",),
        ("--centre=-33.41,-170.57",),
        ("--cell=0",),
        ("--types=robo",),
        ("--weights=foo=1",),
        ("--schools=nowhere.csv",),
    ],
)
def test_a_misused_option_ends_with_two(place: Path, words: tuple[str, ...]) -> None:
    told = rank(place, *words)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert told.stderr


def test_a_centre_is_taken(place: Path) -> None:
    whole = figures(place, "--centre=-70.57,-33.41", "--cell=200", "--bandwidth=400")
    assert whole["study_cells"] >= 12


class Bar:
    """A progress bar that draws nothing and remembers how far it came."""

    pos = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def update(self, steps: int) -> None:
        self.pos += steps


def test_a_bar_is_drawn_on_a_terminal_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: dict[str, Bar] = {}
    monkeypatch.setattr(
        territory.click, "progressbar", lambda **told: drawn.setdefault(told["label"], Bar())
    )
    assert rank(place).exit_code == 0
    assert drawn == {}
    monkeypatch.setattr(territory, "is_watched", lambda: True)
    assert rank(place).exit_code == 0
    assert drawn["hechos.csv"].pos == place.stat().st_size
