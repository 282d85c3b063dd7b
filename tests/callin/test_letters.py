"""Letters: released, guaranteed, approved by another, printed once and logged."""

import pytest
from sqlalchemy import select

from dmi.access import sight
from dmi.access.acts import ACTS
from dmi.access.papers import take
from dmi.callin.acts.letters import approve_letter, release_facts, revoke_release
from dmi.callin.acts.people import list_person, take_off_list
from dmi.callin.acts.printing import sort_out
from dmi.callin.models.letter import Letter, Release
from dmi.callin.models.meeting import SafePassage, WarrantCheck
from dmi.callin.queries.letters import copies_of, document_of
from dmi.callin.queries.wording import addressee, envelope_paper, letter_paper
from dmi.documents.models import IssuedPaper
from dmi.kernel.refusals import NotKnown, Unmet
from dmi.policy.states import LetterStatus
from tests.callin.conftest import CallIn, a_meeting, pages


@pytest.mark.rule("S7")
def test_a_letter_approved_by_a_prosecutor_waits_for_a_second_signature(callin: CallIn) -> None:
    letter = callin.approved(0, by="fis1")
    found = sort_out(callin.town.acting("sec1"), [letter])
    assert [gap.guard for gap in found.left_out[0].gaps] == ["print_approved"]
    with pytest.raises(Unmet, match="second_person"):
        ACTS["L.print_letter"].run(callin.town.acting("sec1"), letter)
    with pytest.raises(NotKnown):
        callin.by_two("L.print_letter", letter, "sec1", "sec1")
    assert letter.status is LetterStatus.APPROVED
    callin.by_two("L.print_letter", letter, "sec1", "jef1")
    assert letter.status is LetterStatus.PRINTED


def test_a_second_copy_says_so_and_takes_two_people(callin: CallIn) -> None:
    letter = callin.approved(0)
    callin.printed(letter)
    reason = "La primera copia se mojó en la oficina."
    callin.by_two("L.reprint_letter", letter, "sec1", "jef1", reason=reason)
    copies = copies_of(callin.town.acting("sec1"), letter)
    assert [(copy.copy_no, copy.reason) for copy in copies] == [(1, None), (2, reason)]
    file = document_of(callin.town.acting("sec1"), letter)
    assert file is not None
    assert "Copia 2" in pages(take(file))[0]


@pytest.mark.rule("C33")
def test_no_letter_without_a_release(callin: CallIn) -> None:
    town = callin.town
    release = town.session.scalars(
        select(Release).where(Release.pathway_id == callin.people[0].id)
    ).one()
    letter = callin.draft(0)
    revoke_release(town.acting("fis1"), release, reason="El fiscal retira la autorización hoy.")
    with pytest.raises(Unmet, match="release_valid") as refused:
        approve_letter(town.acting("jef1"), letter)
    assert "release_covers_investigation" in str(refused.value)
    with pytest.raises(Unmet, match="release_valid"):
        callin.draft(0)
    with pytest.raises(Unmet, match="release_sentence_chosen"):
        release_facts(
            town.acting("fis1"),
            callin.people[0],
            sentence="Usted vende en la plaza.",
            zone="Sector Ejemplo",
            recipients="La persona invitada",
            valid_until=town.clock().date(),
        )


@pytest.mark.rule("C33")
def test_no_letter_after_the_last_day_of_its_release(callin: CallIn) -> None:
    letter = callin.draft(0)
    callin.town.clock.move(days=61)
    with pytest.raises(Unmet, match="release_valid"):
        approve_letter(callin.town.acting("jef1"), letter)


@pytest.mark.rule("C34")
def test_an_invitation_neither_summons_nor_bears_a_prosecutors_name_as_signer(
    callin: CallIn,
) -> None:
    callin.meeting.access_notes = "Usted debe comparecer; será citado bajo apercibimiento."
    letter = callin.draft(0)
    letter.signatories = ["Ana Modelo", "Fiscal Adjunta"]
    with pytest.raises(Unmet) as refused:
        approve_letter(callin.town.acting("jef1"), letter)
    found = {gap.guard: gap.args for gap in refused.value.gaps}
    assert {"words_allowed", "signatory_fits_mode"} <= set(found)
    assert "debe" in str(found["words_allowed"]["words"])


@pytest.mark.rule("C37")
@pytest.mark.parametrize(
    "secret", ["RUC 2610000123-2", "pasta base", "12.345.678-5", "agente AR-07", "Sara Ejemplo"]
)
def test_no_letter_holds_a_number_a_substance_a_code_or_anothers_name(
    callin: CallIn, secret: str
) -> None:
    callin.meeting.access_notes = f"Pregunte por {secret} en la puerta."
    with pytest.raises(Unmet, match="no_secret_in_text"):
        approve_letter(callin.town.acting("jef1"), callin.draft(0))


@pytest.mark.rule("C37")
def test_the_envelope_holds_name_and_address_alone(callin: CallIn) -> None:
    acting = callin.town.acting("sec1")
    paper = envelope_paper(acting, callin.people[0].id)
    lines = [line for block in paper.blocks for line in block.lines]
    assert lines == ["Sara Muestra", "Pasaje Muestra 123", callin.town.place.name]


@pytest.mark.rule("U17")
def test_what_is_missing_is_named_all_at_once(callin: CallIn) -> None:
    town = callin.town
    letter = callin.draft(0)
    callin.meeting.services_announced = None
    town.session.query(SafePassage).delete()
    town.session.query(WarrantCheck).delete()
    town.clock.move(days=6)
    with pytest.raises(Unmet) as refused:
        approve_letter(town.acting("jef1"), letter)
    named = {gap.guard for gap in refused.value.gaps}
    assert {
        "safe_passage_guaranteed",
        "warrant_check_fresh",
        "notice_window_kept",
        "blocks_complete",
    } <= named


def test_nobody_approves_what_they_drafted(callin: CallIn) -> None:
    letter = callin.draft(0)
    letter.drafted_by_id = callin.town.users["jef1"].id
    with pytest.raises(Unmet, match="approver_not_author"):
        approve_letter(callin.town.acting("jef1"), letter)
    with pytest.raises(NotKnown):
        approve_letter(callin.town.acting("sec1"), letter)


def test_the_preview_bears_the_mark_of_a_draft(callin: CallIn) -> None:
    paper = letter_paper(callin.town.acting("jef1"), callin.draft(0))
    assert paper.watermark.startswith("BORRADOR")
    assert len(paper.blocks) == 15


def test_the_clerks_sight_opens_with_the_list_and_ends_with_it(callin: CallIn) -> None:
    town = callin.town
    one = callin.people[0]
    assert addressee(town.acting("sec1"), one.id).name == "Sara Muestra"
    take_off_list(town.acting("jef1"), callin.listings[0], reason="La persona cambió de comuna ya.")
    with pytest.raises(NotKnown):
        addressee(town.acting("sec1"), one.id)
    letters = sight.narrow(select(Letter), town.acting("sec1"), Letter)
    assert town.session.scalars(letters.where(Letter.pathway_id == one.id)).all() == []


def test_the_list_of_another_meeting_keeps_the_clerks_sight(callin: CallIn) -> None:
    town, one = callin.town, callin.people[0]
    list_person(town.acting("jef1"), one, meeting_id=a_meeting(town, callin.cohort).id)
    take_off_list(town.acting("jef1"), callin.listings[0], reason="La persona viene a la segunda.")
    assert addressee(town.acting("sec1"), one.id).name == "Sara Muestra"


def test_a_letter_that_was_never_printed_can_be_written_anew(callin: CallIn) -> None:
    first = callin.approved(0)
    second = callin.draft(0)
    assert (first.version, second.version, second.is_first) == (1, 2, True)
    assert callin.town.session.scalars(select(IssuedPaper)).all() == []
