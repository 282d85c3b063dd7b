"""Letters on their way, and the list that a clerk asks for."""

from collections.abc import Sequence

from dmi.callin.acts.letters import hand_out_letter
from dmi.callin.acts.sheets import ask_sheet, last_copy, print_sheet
from dmi.callin.models.letter import Letter
from dmi.callin.models.sheet import DeliverySheet
from dmi.callin.queries.letters import letters, rounds_of
from tests.callin.conftest import CallIn, pages


def on_the_way(callin: CallIn, *places: int) -> None:
    """Print letters and give them to one pair."""
    town, found = callin.town, [callin.approved(place) for place in places]
    callin.printed(*found)
    for letter in found:
        hand_out_letter(
            town.acting("sec1"),
            letter,
            deliverer_id=town.users["pol1"].id,
            second_deliverer_id=town.users["ts1"].id,
        )


def asked(callin: CallIn, *places: int, copies: int = 1) -> DeliverySheet:
    """Let the clerk ask for the list of the pair's letters."""
    town = callin.town
    on_the_way(callin, *places)
    listing = callin.listings[places[0]]
    letter = next(one for one in letters_out(callin) if one.pathway_id == listing.pathway_id)
    return ask_sheet(
        town.acting("sec1"),
        callin.meeting,
        round_id=rounds_of(town.acting("sec1"), letter)[0].id,
        shift_on=town.clock().date(),
        copies=copies,
    )


def letters_out(callin: CallIn) -> Sequence[Letter]:
    return [one.letter for one in letters(callin.town.acting("sec1"), callin.meeting)]


def printed(callin: CallIn, sheet: DeliverySheet) -> list[str]:
    """Let the clerk print the next copy; return the text of its pages."""
    print_sheet(callin.town.acting("sec1"), sheet)
    return pages(last_copy(callin.town.acting("sec1"), sheet).pdf)
