"""What is in force on a day: settings, holidays and worded papers.

These rows concern no person and are read below the gate, so no sight narrows them.
"""

from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from dmi.policy.plain_states import TextStatus
from dmi.profiles.blocks import Block
from dmi.profiles.figures import Value
from dmi.profiles.holidays import Holidays
from dmi.profiles.models import Holiday, Setting, TextBlock, TextVersion
from dmi.profiles.profile import load
from dmi.profiles.words import PaperId


def settings_in_force(session: Session, profile: str, on: date) -> dict[str, str]:
    """Return every setting by name as text: the newest approved row, else the default."""
    values = {name: figure.default for name, figure in load(profile).figures.items()}
    rows = session.execute(
        select(Setting.name, Setting.value)
        .where(Setting.profile == profile, Setting.in_force_from <= on, Setting.approved_on <= on)
        .order_by(Setting.in_force_from)
    )
    values.update((name, value) for name, value in rows if name in values)
    return values


def setting(session: Session, profile: str, name: str, on: date) -> Value:
    """Return the typed value in force of one setting.

    Raises:
        KeyError: the profile has no such setting.
        BadValue: the setting has no value yet.
    """
    figure = load(profile).figures[name]
    newest = session.scalar(
        select(Setting.value)
        .where(
            Setting.name == name,
            Setting.profile == profile,
            Setting.in_force_from <= on,
            Setting.approved_on <= on,
        )
        .order_by(Setting.in_force_from.desc())
        .limit(1)
    )
    return figure.read(figure.default if newest is None else newest)


def holiday_calendar(session: Session, profile: str, place: str = "", part: str = "") -> Holidays:
    """Return the holidays of a place: published, added for all, and added for its code."""
    rows = session.execute(
        select(Holiday.day, Holiday.name).where(
            or_(Holiday.jurisdiction_code.is_(None), Holiday.jurisdiction_code == place)
        )
    )
    return Holidays(load(profile), {row.day: row.name for row in rows}, part)


def approved_text(
    session: Session, profile: str, paper: PaperId, language: str, on: date
) -> TextVersion | None:
    """Return the approved wording of a paper on that day, or nothing."""
    return session.scalar(
        _versions(profile, paper, language)
        .where(TextVersion.status == TextStatus.APPROVED, TextVersion.in_force_from <= on)
        .limit(1)
    )


def newest_text(
    session: Session, profile: str, paper: PaperId, language: str
) -> TextVersion | None:
    """Return the newest wording that was not retired, approved or not: for previews and demo."""
    return session.scalar(
        _versions(profile, paper, language).where(TextVersion.status != TextStatus.RETIRED).limit(1)
    )


def blocks_of(version: TextVersion) -> tuple[Block, ...]:
    """Return the blocks of a version in their order."""
    return tuple(_block(version.paper, row) for row in version.blocks)


def _versions(profile: str, paper: PaperId, language: str) -> Select[TextVersion]:
    return (
        select(TextVersion)
        .where(
            TextVersion.profile == profile,
            TextVersion.paper == paper,
            TextVersion.language == language,
        )
        .options(selectinload(TextVersion.blocks))
        .order_by(TextVersion.number.desc())
    )


def _block(paper: PaperId, row: TextBlock) -> Block:
    number = int(row.block_id.partition(".")[2])
    return Block(paper, number, row.kind, row.condition or "", row.body)
