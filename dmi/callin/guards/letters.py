"""Conditions of releases and letters: no letter says what nobody let it say."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from dmi.access.guards import Gap, Look, guard
from dmi.access.papers import compose, lacking
from dmi.callin.models.letter import Letter
from dmi.callin.queries.around import (
    guarantee_of,
    letter_of,
    letters_still_out,
    listing_of,
    meeting_day,
    meeting_of,
    release_in_force,
    release_of,
    warrant_check_of,
)
from dmi.callin.queries.strangers import case_numbers, names_that_may_not_stand
from dmi.callin.queries.wording import (
    addressee,
    envelope_paper,
    letter_wording,
    release_sentences,
)
from dmi.callin.words import LetterMode, WarrantResult
from dmi.cases.models import BankedCase, LimitationClock
from dmi.documents.filling import FilledBlock
from dmi.documents.forbidden import Found, envelope_faults, forbidden
from dmi.kernel.refusals import Unmet
from dmi.kernel.wording import names_in
from dmi.policy.roles import Role
from dmi.profiles.profile import load
from dmi.profiles.words import PaperId

_POSTS_OF_OTHERS = ("fiscal", "fiscalía", "carabineros", "carabinero", "policía", "PDI", "police")


@guard("release_sentence_chosen", of_form=True)
def release_sentence_chosen(look: Look) -> Gap:
    """Only a sentence of the closed list may be released."""
    return None if look.text("sentence") in release_sentences(look.acting) else {}


@guard("release_covers_investigation")
def release_covers_investigation(look: Look) -> Gap:
    """Every sentence of the list says that an investigation exists; less means no letter."""
    if look.step.machine == "RE":
        typed = look.text("sentence")
        return None if look.fields is None or typed in release_sentences(look.acting) else {}
    release = release_in_force(look.acting, look.row.subject_id)
    return None if release is not None and release.covers_investigation else {}


@guard("release_valid")
def release_valid(look: Look) -> Gap:
    """A prosecutor's release is in force today."""
    if release_in_force(look.acting, look.row.subject_id) is not None:
        return None
    last = release_of(look.acting, look.row.subject_id)
    return {"date": f"{last.valid_until:%d-%m-%Y}" if last else "—"}


@guard("release_over")
def release_over(look: Look) -> Gap:
    """The last day of the release has passed."""
    until = look.row.valid_until
    return None if until < look.acting.today else {"date": f"{until:%d-%m-%Y}"}


@guard("person_listed")
def person_listed(look: Look) -> Gap:
    """The person stands on the list of the letter's meeting."""
    meeting = meeting_of(look.acting, look.row)
    found = meeting and listing_of(look.acting, look.row.subject_id, meeting.id)
    return None if found else {}


@guard("meeting_has_date")
def meeting_has_date(look: Look) -> Gap:
    """The meeting's date was confirmed."""
    meeting = meeting_of(look.acting, look.row)
    return None if meeting is not None and meeting.held_at is not None else {}


@guard("safe_passage_guaranteed")
def safe_passage_guaranteed(look: Look) -> Gap:
    """A named prosecutor guarantees safe passage until the day of the meeting."""
    letter = letter_of(look.acting, look.row)
    meeting = letter.meeting if letter else meeting_of(look.acting, look.row)
    return None if guarantee_of(look.acting, meeting) is not None else {}


@guard("limitation_covers_meeting")
def limitation_covers_meeting(look: Look) -> Gap:
    """The newest limitation date lies far enough behind the meeting."""
    margin = look.acting.number("limitation_margin")
    newest = look.acting.session.scalar(
        select(func.max(LimitationClock.prescribes_on))
        .join(BankedCase, BankedCase.id == LimitationClock.case_id)
        .where(BankedCase.pathway_id == look.row.subject_id)
    )
    meeting = meeting_of(look.acting, look.row)
    if meeting is None or newest is None:
        return {"date": "—", "n": margin}
    covered = newest > meeting_day(look.acting, meeting) + timedelta(days=margin)
    return None if covered else {"date": f"{newest:%d-%m-%Y}", "n": margin}


@guard("notice_window_kept")
def notice_window_kept(look: Look) -> Gap:
    """A first letter leaves time to think and is not forgotten before the day."""
    meeting = meeting_of(look.acting, look.row)
    if meeting is None or not look.row.is_first:
        return None
    least = look.acting.number("notice_window_min")
    most = look.acting.number("notice_window_max")
    ahead = (meeting_day(look.acting, meeting) - look.acting.today).days
    return None if least <= ahead <= most else {"min": least, "max": most, "n": ahead}


@guard("counsel_line_present")
def counsel_line_present(look: Look) -> Gap:
    """The letter tells where a defender is reached."""
    line = look.acting.setting("defender_line").strip()
    return None if line and look.row.counsel_contact == line else {}


@guard("warrant_check_fresh")
def warrant_check_fresh(look: Look) -> Gap:
    """Somebody looked for warrants within the last hours and found none."""
    hours = look.acting.number("warrant_check_hours")
    check = warrant_check_of(look.acting, look.row.subject_id)
    fresh = check is not None and look.acting.at - check.checked_at <= timedelta(hours=hours)
    clear = check is not None and check.result is WarrantResult.NONE
    return None if fresh and clear else {"n": hours}


@guard("blocks_complete")
def blocks_complete(look: Look) -> Gap:
    """Every required value of the fifteen blocks is there."""
    names = lacking(look.acting, letter_wording(look.acting, look.row))
    return {"blocks": ", ".join(names)} if names else None


@guard("words_allowed")
def words_allowed(look: Look) -> Gap:
    """An invitation neither summons nor threatens."""
    found = _found(look, {"C34", "respect"})
    return {"words": ", ".join(dict.fromkeys(one.words for one in found))} if found else None


@guard("no_secret_in_text")
def no_secret_in_text(look: Look) -> Gap:
    """Nothing in the letter tells a number, a substance, a code or somebody else's name."""
    others = names_that_may_not_stand(look.acting, look.row)
    numbers = case_numbers(look.acting, look.row)
    return {} if _found(look, {"C37"}, others, numbers) else None


@guard("signatory_fits_mode")
def signatory_fits_mode(look: Look) -> Gap:
    """The municipality signs an invitation; only a prosecutor signs a summons."""
    signers = look.row.signatories or []
    posts = " · ".join(signers[1::2])
    if look.row.mode is LetterMode.SUMMONS:
        fits = look.acting.by.role is Role.PROSECUTOR
    else:
        fits = bool(signers and signers[0] and posts) and not names_in(posts, _POSTS_OF_OTHERS)
    return None if fits else {}


@guard("approver_not_author")
def approver_not_author(look: Look) -> Gap:
    """Nobody approves what they drafted."""
    return None if look.acting.by.id != look.row.drafted_by_id else {}


@guard("print_approved")
def print_approved(look: Look) -> Gap:
    """The programme manager is one of the two who print; a proposal waits for them."""
    first = look.acting.first
    if first is None:
        return None
    managers = {first.role, look.acting.by.role} & {Role.PROGRAMME_MANAGER}
    return None if managers else {}


@guard("pages_name_one_person")
def pages_name_one_person(look: Look) -> Gap:
    """Each page of a letter in a batch names its own person and nobody else of the batch."""
    pressed = look.field("pressed")
    if pressed is None:
        return None
    text = "\n".join(block.text for block in pressed.paper.blocks)
    own, others = pressed.name, [one for one in pressed.names if one != pressed.name]
    alone = names_in(text, [own]) and not names_in(text, others)
    placed = bool(pressed.printed.pages_of(pressed.place))
    return None if alone and placed else {"folio": pressed.issued.folio}


@guard("newest_version")
def newest_version(look: Look) -> Gap:
    """No later version of this letter exists."""
    letter: Letter = look.row
    later = select(Letter.id).where(
        Letter.pathway_id == letter.pathway_id,
        Letter.meeting_id == letter.meeting_id,
        Letter.version > letter.version,
    )
    return None if look.acting.session.scalars(later.limit(1)).first() is None else {}


@guard("envelope_clean")
def envelope_clean(look: Look) -> Gap:
    """The envelope holds the name and the address and not a word more."""
    one = addressee(look.acting, look.row.subject_id)
    try:
        blocks = envelope_paper(look.acting, look.row.subject_id).blocks
    except Unmet:
        return {}
    return {} if envelope_faults(blocks, one.name, one.lines) else None


@guard("old_letters_withdrawn")
def old_letters_withdrawn(look: Look) -> Gap:
    """No printed letter of this person is still on its way."""
    return {} if letters_still_out(look.acting, look.row.subject_id) else None


def _found(
    look: Look, sets: Collection[str], others: Collection[str] = (), numbers: Collection[str] = ()
) -> tuple[Found, ...]:
    """Return what may not stand in the letter as filled; an incomplete one is named elsewhere."""
    blocks = _blocks(look)
    if not blocks:
        return ()
    one = addressee(look.acting, look.row.subject_id)
    may_stand: list[Any] = [one.name, *one.lines, *(look.row.signatories or [])]
    wording = letter_wording(look.acting, look.row).values
    may_stand += [wording[name] for name in ("guarantor_name", "contact_name")]
    return forbidden(
        blocks,
        [one for one in load(look.acting.profile).words_for(PaperId.P01I) if one.name in sets],
        allowed=[text for text in may_stand if text],
        others=others,
        numbers=numbers,
    )


def _blocks(look: Look) -> tuple[FilledBlock, ...]:
    pressed = look.field("pressed")
    if pressed is not None:
        blocks: tuple[FilledBlock, ...] = pressed.paper.blocks
        return blocks
    try:
        return compose(look.acting, letter_wording(look.acting, look.row)).blocks
    except Unmet:
        return ()
