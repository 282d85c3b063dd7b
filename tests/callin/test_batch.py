"""A batch: one document for many people, fixed when it is asked for, printed by the jobs."""

from dataclasses import replace

import pytest

from dmi.access.guards import GUARDS, Gap, Look
from dmi.access.papers import take
from dmi.callin.acts import press_run
from dmi.callin.acts.letters import void_letter
from dmi.callin.acts.printing import Pressed, as_issued, sort_out
from dmi.callin.queries.letters import copies_of, document_of, issued_of
from dmi.callin.queries.wording import names_of
from dmi.documents.models import IssuedPaper, NotEditable, ShelfFile
from dmi.documents.paper import Paper
from dmi.documents.press import Printed
from dmi.kernel.refusals import Unmet
from dmi.owed.acts import fail_work, start_work
from dmi.owed.models import BackgroundWork
from dmi.owed.runners import run_here
from dmi.policy import pathway
from dmi.policy.plain_states import WorkStatus
from dmi.policy.states import LetterStatus, UserStatus
from tests.callin.conftest import SURNAMES, CallIn, pages
from tests.people import Town


def change_words(callin: CallIn, issued: IssuedPaper) -> None:
    """Try to change an issued letter, which the register refuses."""
    nested = callin.town.session.begin_nested()
    issued.body_hash = "0" * 64
    with pytest.raises(NotEditable):
        callin.town.session.flush()
    nested.rollback()


@pytest.mark.rule("U17")
@pytest.mark.rule("C38")
def test_a_batch_names_one_person_a_page_and_logs_each_copy(callin: CallIn) -> None:
    letters = [callin.approved(place) for place in range(3)]
    work = callin.printed(*letters)
    assert [one.status for one in letters] == [LetterStatus.PRINTED] * 3
    assert (work.status, work.done_items) == (WorkStatus.DONE, 3)
    clerk, manager = (str(callin.town.users[name].id) for name in ("sec1", "jef1"))
    text = pages(take(callin.town.session.get_one(ShelfFile, work.result_id)))
    assert len(text) == 3
    for letter, surname in zip(letters, SURNAMES, strict=True):
        copy = copies_of(callin.town.acting("sec1"), letter)[0]
        assert (copy.copy_no, len(copy.pdf_hash)) == (1, 64)
        assert (copy.printed_by_ref, copy.approval_ref) == (clerk, manager)
        assert copy.pages is not None
        for place in copy.pages:
            assert f"Sara {surname}" in text[place - 1]
            assert not any(f"Sara {other}" in text[place - 1] for other in {*SURNAMES} - {surname})
        issued = issued_of(callin.town.acting("sec1"), letter)
        assert issued is not None
        assert issued.folio.startswith("F-2026-")
        assert issued.issued_by_ref == clerk
        assert issued.qr_token
        assert surname not in issued.qr_token
        change_words(callin, issued)


@pytest.mark.rule("U17")
def test_a_page_that_names_somebody_else_of_the_batch_is_no_letter(callin: CallIn) -> None:
    letters = [callin.approved(0), callin.approved(1)]
    callin.ordered(*letters)
    clerk = callin.town.acting("sec1")
    (issued, own), (_, other) = (as_issued(clerk, one) for one in letters)
    judge, step = GUARDS["pages_name_one_person"].judge, pathway.step("L.print_letter")

    def gap(paper: Paper, *pages: int) -> Gap:
        names = (own.head_name, other.head_name)
        printed = Printed(b"", pages, is_isolated=True)
        one = Pressed(issued, paper, 0, printed, None, own.head_name, names)
        return judge(Look(clerk, letters[0], step, {"pressed": one}))

    refused = {"folio": issued.folio}
    assert gap(own, 0, 1) is None
    assert gap(other, 0, 1) == refused
    assert gap(replace(own, blocks=(*own.blocks, *other.blocks)), 0, 1) == refused
    assert gap(own, 1, 1) == refused


@pytest.mark.rule("U17")
def test_somebody_whose_case_expired_is_left_out_with_the_reason(callin: CallIn) -> None:
    letters = [callin.approved(0), callin.approved(1)]
    callin.expired.add(letters[0].pathway_id)
    found = sort_out(callin.town.acting("sec1"), letters)
    assert found.ready == (letters[1],)
    assert [gap.guard for gap in found.left_out[0].gaps] == ["case_live"]
    with pytest.raises(Unmet, match="case_live"):
        callin.ordered(*letters)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("voided", "out_of_step"),
        ("expired", "case_live"),
        ("gone", "print_approved"),
        ("late", "signed_in_again"),
    ],
)
def test_what_changed_meanwhile_stops_the_document(callin: CallIn, change: str, why: str) -> None:
    town, letters = callin.town, [callin.approved(0), callin.approved(1)]
    work = callin.ordered(*letters)
    if change == "voided":
        void_letter(town.acting("sec1"), letters[0], reason="La dirección estaba equivocada.")
    elif change == "expired":
        callin.expired.add(letters[0].pathway_id)
    elif change == "gone":
        town.users["sec1"].status = UserStatus.DEACTIVATED
    else:
        town.clock.move(hours=2)
    # as the job's own transaction would end
    with pytest.raises(Unmet, match=why), town.session.begin_nested():
        run_here(town.acting("sys1"), work)
    assert LetterStatus.PRINTED not in {one.status for one in letters}
    assert not copies_of(town.acting("sec1"), letters[1])


def test_letters_stand_in_one_document_at_a_time(callin: CallIn) -> None:
    letters = [callin.approved(0), callin.approved(1, by="fis1")]
    callin.ordered(letters[0])
    with pytest.raises(Unmet, match="work_not_already_asked"):
        callin.ordered(letters[0])
    with pytest.raises(Unmet, match="work_not_already_asked"):
        callin.by_two("L.print_letter", letters[0], "sec1", "jef1")
    callin.by_two("L.print_letter", letters[1], "sec1", "jef1")
    assert letters[1].status is LetterStatus.PRINTED


def test_a_folio_that_was_never_printed_is_void(callin: CallIn) -> None:
    town, letter = callin.town, callin.approved(0)
    fail_work(town.acting("sys1"), started(town, callin.ordered(letter)), error="PressFailed")
    first = issued_of(town.acting("sec1"), letter)
    callin.printed(letter)
    second = issued_of(town.acting("sec1"), letter)
    assert first is not None
    assert second is not None
    assert first.folio < second.folio
    assert (first.voided_at, second.voided_at) == (town.clock(), None)
    other = callin.approved(1)
    callin.ordered(other)
    void_letter(town.acting("sec1"), other, reason="La dirección estaba equivocada.")
    issued = issued_of(town.acting("sec1"), other)
    assert issued is not None
    assert issued.voided_at == town.clock()


def test_a_letter_that_is_too_long_stays_behind(
    callin: CallIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = [callin.approved(0), callin.approved(1)]
    long: list[tuple[int, ...]] = [(0,), ()]
    monkeypatch.setattr(press_run, "too_long", lambda _papers, _printed: long.pop(0))
    work = callin.printed(*letters)
    assert work.status is WorkStatus.DONE
    assert sorted(one.status for one in letters) == [LetterStatus.APPROVED, LetterStatus.PRINTED]
    (kept,) = pages(take(callin.town.session.get_one(ShelfFile, work.result_id)))
    behind = next(one for one in letters if one.status is LetterStatus.APPROVED)
    assert names_of(callin.town.acting("sec1"), [behind.pathway_id])[behind.pathway_id] not in kept


def test_what_is_printed_is_what_was_asked_for(callin: CallIn) -> None:
    town, letter = callin.town, callin.approved(0)
    work = callin.ordered(letter)
    words = letter.body
    callin.meeting.venue = "Otra Sala"
    run_here(town.acting("sys1"), work)
    assert letter.body == words
    file = document_of(town.acting("sec1"), letter)
    assert file is not None
    assert "Otra Sala" not in pages(take(file))[0]


def started(town: Town, work: BackgroundWork) -> BackgroundWork:
    """Let the jobs take a work."""
    start_work(town.acting("sys1"), work)
    return work
