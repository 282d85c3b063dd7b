"""The press run: what was asked for is rendered by the jobs, and each copy is logged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from dmi.access.acting import Acting, Actor
from dmi.access.acts import cascade
from dmi.access.models.users import User
from dmi.callin.acts import printing
from dmi.callin.models.letter import Letter
from dmi.callin.queries.around import roles_of
from dmi.documents.paper import Paper
from dmi.documents.press import Printed, print_batch, too_long
from dmi.kernel.refusals import Unmet, UnmetCondition
from dmi.owed.models import BackgroundWork
from dmi.owed.runners import Runner, Tell, register
from dmi.owed.words import WorkType
from dmi.policy.roles import Role
from dmi.policy.states import UserStatus

ORDER_STANDS = timedelta(hours=1)
"""How long a clerk's order may wait for the jobs: it rests on a fresh sign-in."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document, the letters in it by their place in the order, and those that were too long."""

    papers: tuple[Paper, ...]
    places: tuple[int, ...]
    printed: Printed | None


def prepare(acting: Acting, work: BackgroundWork) -> list[Paper]:
    """Read the words as they were issued."""
    return [printing.as_issued(acting, letter)[1] for letter in _letters(acting, work)]


def make(papers: Sequence[Paper], tell: Tell) -> Rendered:
    """Render one document; a letter that takes too many pages is left out of it."""
    places = tuple(range(len(papers)))
    printed: Printed | None = print_batch(papers)
    long = too_long(papers, printed) if printed is not None else ()
    if long:
        places = tuple(place for place in places if place not in long)
        printed = print_batch([papers[place] for place in places]) if places else None
    tell(len(places))
    return Rendered(tuple(papers), places, printed)


def keep(acting: Acting, work: BackgroundWork, made: Rendered) -> UUID | None:
    """Keep the document and log each copy under who asked for it and who approved it.

    Raises:
        Unmet: a letter changed since, or may not go any more; then nothing is printed.
    """
    letters = _letters(acting, work)
    entries = [printing.as_issued(acting, letter) for letter in letters]
    if tuple(paper for _, paper in entries) != made.papers:
        raise Unmet((UnmetCondition("payload_unchanged"),))
    clerk = _who_asked(acting, work)
    if made.printed is None:
        return None
    inside = [letters[place] for place in made.places]
    # A document of several people lies under the key of the installation, one letter under
    # the key of its person.
    under = inside[0] if len(inside) == 1 else inside[0].meeting
    done = printing.pressed(acting, [entries[place] for place in made.places], made.printed, under)
    for letter, one in zip(inside, done, strict=True):
        pair = printing.confirmed_by_manager(clerk, letter)
        if pair is None:
            raise Unmet((UnmetCondition("print_approved"),))
        cascade(pair, "L.print_letter", letter, pressed=one)
    return done[0].file.id


def _letters(acting: Acting, work: BackgroundWork) -> list[Letter]:
    ids = [UUID(one) for one in work.arguments["letters"]]
    return [acting.session.get_one(Letter, one) for one in ids]


def _who_asked(acting: Acting, work: BackgroundWork) -> Acting:
    """Return the clerk as the one who acts.

    Asking, they had just proved who they are; the order carries that proof for a while, as long
    as they are still the clerk.
    """
    user = acting.session.get_one(User, work.asked_by_id)
    if acting.at - work.created_at > ORDER_STANDS:
        raise Unmet((UnmetCondition("signed_in_again", {"min": 60}),))
    is_clerk = Role.CLERK in roles_of(acting, user.id).get(user.id, set())
    if user.status is not UserStatus.ACTIVE or not is_clerk:
        raise Unmet((UnmetCondition("print_approved"),))
    clerk = Actor(
        id=user.id,
        name=user.display_name,
        role=Role.CLERK,
        agency_id=user.agency,
        jurisdiction_ids=(work.jurisdiction_id,) if work.jurisdiction_id else (),
        stepped_up_at=acting.at,
    )
    return replace(acting, by=clerk, seen=[])


register(WorkType.LETTER_BATCH, Runner(prepare, make, keep))
