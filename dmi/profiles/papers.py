"""The words of the papers as a profile ships them, and their way into the database."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from importlib.resources import files

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmi.policy.plain_states import TextStatus
from dmi.profiles.blocks import Block, parse
from dmi.profiles.models import TextBlock, TextVersion
from dmi.profiles.profile import load
from dmi.profiles.words import PaperId

WRITTEN_BY_PROFILE = "profile"


@lru_cache(maxsize=8)
def packaged(code: str, language: str) -> Mapping[PaperId, tuple[Block, ...]]:
    """Return the shipped blocks of each paper of a profile in one language."""
    source = files(f"dmi.profiles.{code}") / "papers" / f"{language}.md"
    papers: dict[PaperId, tuple[Block, ...]] = {}
    for block in parse(source.read_text(encoding="utf-8")):
        papers[block.paper] = (*papers.get(block.paper, ()), block)
    return papers


def digest(blocks: Iterable[Block]) -> str:
    """Return the hash by which a wording is known for ever."""
    lines = (f"[{block.block_id} {block.kind} {block.condition}]{block.text}" for block in blocks)
    return hashlib.sha256("\n\n".join(lines).encode()).hexdigest()


def seed_texts(session: Session, code: str, at: datetime) -> int:
    """Write the shipped papers that the database does not hold as drafts; return how many.

    Nobody approves them here: only the demo prints from a draft, under its watermark.
    """
    rows = session.execute(
        select(TextVersion.paper, TextVersion.language).where(TextVersion.profile == code)
    )
    held = {(row.paper, row.language) for row in rows}
    written = 0
    for language in load(code).languages:
        for paper, blocks in packaged(code, language).items():
            if (paper, language) not in held:
                session.add_all(_rows(code, language, paper, blocks, at))
                written += 1
    session.flush()
    return written


def _rows(
    code: str, language: str, paper: PaperId, blocks: tuple[Block, ...], at: datetime
) -> list[TextVersion | TextBlock]:
    version = TextVersion(
        paper=paper,
        profile=code,
        language=language,
        number=1,
        status=TextStatus.DRAFT,
        blocks_hash=digest(blocks),
        written_by_ref=WRITTEN_BY_PROFILE,
        created_at=at,
    )
    return [
        version,
        *(
            TextBlock(
                version=version,
                block_id=block.block_id,
                kind=block.kind,
                condition=block.condition or None,
                body=block.text,
                position=block.number,
                created_at=at,
            )
            for block in blocks
        ),
    ]
