"""The form of a ranking: what is ranked, and how."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from dmi.science.sources import SOURCE_WEIGHTS
from dmi.territory.models.hotspots import HotSpotRun
from dmi.web.forms import PageForm
from dmi.web.text_files import TextFileField
from dmi.web.texts import DayField, Line, NumberField

MONTHS = 24
BANDWIDTH_M = 200
HALF_LIFE_DAYS = 180
SHARES = "1; 2; 5"
MOST_SHARES = 5
MOST_PER_CENT = 50
LEAST_CELL_M = 100


def input_of(run: HotSpotRun) -> str:
    """Return what was ranked."""
    months = run.parameters["months"]
    if months is None:
        return str(_("A file of incidents"))
    return str(_("The register, last %(months)d months", months=months))


class RankingForm(PageForm):
    """What is ranked and how; everything typed here is printed with the result."""

    incidents = TextFileField(
        _l("File of incidents"),
        description=_l(
            "CSV with id, fecha, tipo, lat and lon; fuente, sector and verificado are read too. "
            "Leave it empty to rank the register's own complaints and procedures."
        ),
    )
    months = NumberField(
        _l("Months of the register"), unit=_l("months"), whole=True, least=1, most=60
    )
    schools = TextFileField(_l("Schools, if not those of the register"), description=_l("CSV"))
    excluded = TextFileField(
        _l("Excluded places, if not those of the register"), description=_l("CSV")
    )
    areas = TextFileField(_l("Sectors, if not those of the register"), description=_l("GeoJSON"))

    kinds = Line(
        _l("Types that rank"),
        needed=False,
        description=_l("Separated by semicolons; empty means all."),
    )
    cell_m = NumberField(_l("Side of a cell"), unit="m", whole=True, least=LEAST_CELL_M, most=500)
    bandwidth_m = NumberField(
        _l("Bandwidth of the density"), unit="m", whole=True, least=50, most=2000
    )
    school_m = NumberField(_l("Near a school"), unit="m", whole=True, least=50, most=1000)
    train_until = DayField(
        _l("First day of the test"),
        needed=False,
        future=False,
        description=_l(
            "Earlier incidents rank, later ones judge. Empty: all rank, and the earlier half of "
            "the days is judged by the later."
        ),
    )
    shares = Line(
        _l("Shares of the cells that are tested"),
        longest=60,
        description=_l("In per cent, separated by semicolons."),
    )
    half_life = NumberField(
        _l("A report counts half after"),
        needed=False,
        unit=_l("days"),
        whole=True,
        least=1,
        most=3650,
        description=_l("Empty: its age does not matter."),
    )
    weight_flagrancia = NumberField(_l("Caught in the act counts"), most=10)
    weight_compra_controlada = NumberField(_l("A controlled buy counts"), most=10)
    weight_denuncia = NumberField(_l("A complaint counts"), most=10)
    weight_municipal = NumberField(_l("A municipal report counts"), most=10)
    weight_anonima = NumberField(_l("An anonymous tip counts"), most=10)

    def fill(self, acting: Any, row: Any) -> None:
        """Begin with the usual parameters, or with those of another ranking."""
        if self.is_begun():
            return
        old: dict[str, Any] = row.parameters if row is not None else {}
        weights = old.get("weights", SOURCE_WEIGHTS)
        self.months.data = old.get("months") or MONTHS
        self.kinds.data = "; ".join(old.get("kinds", ()))
        self.cell_m.data = old.get("cell_m", acting.number("cell_metres"))
        self.bandwidth_m.data = old.get("bandwidth_m", BANDWIDTH_M)
        self.school_m.data = old.get("school_m", acting.number("near_school_metres"))
        self.half_life.data = old.get("half_life_days", HALF_LIFE_DAYS)
        per_cent = [f"{100 * share:g}".replace(".", ",") for share in old.get("shares", ())]
        self.shares.data = "; ".join(per_cent) or SHARES
        for source, weight in weights.items():
            self[f"weight_{source}"].data = Decimal(f"{weight:g}")

    def validate_shares(self, field: Any) -> None:
        """Ask for one to five shares that a programme could cover."""
        found = _shares(field.data)
        if not 0 < len(found) <= MOST_SHARES or not all(0 < n <= MOST_PER_CENT for n in found):
            raise ValidationError(_("Write one to five shares above 0 and up to 50, like 1; 2; 5."))

    def files(self) -> dict[str, bytes]:
        """Return the files that came, by what they are."""
        return {
            field.name: field.content
            for field in self
            if isinstance(field, TextFileField) and field.content
        }

    def parameters(self, least: int) -> dict[str, Any]:
        """Return what is kept of the form; ``least`` is the smallest count that is shown."""
        kinds = [one.strip() for one in (self.kinds.data or "").split(";")]
        until = self.train_until.data
        return {
            "kinds": [one for one in kinds if one],
            "cell_m": int(self.cell_m.data),
            "bandwidth_m": int(self.bandwidth_m.data),
            "school_m": int(self.school_m.data),
            "train_until": until.isoformat() if until else None,
            "shares": sorted({float(one) / 100 for one in _shares(self.shares.data)}),
            "half_life_days": int(self.half_life.data) if self.half_life.data else None,
            "weights": {one: float(self[f"weight_{one}"].data) for one in SOURCE_WEIGHTS},
            "least": least,
        }


def _shares(text: str | None) -> list[Decimal]:
    """Return the numbers of a list; what is none counts as zero and is refused."""
    parts = [one.strip().replace(",", ".") for one in (text or "").split(";")]
    return [
        Decimal(one) if one.replace(".", "", 1).isdecimal() and one.isascii() else Decimal(0)
        for one in parts
        if one
    ]
