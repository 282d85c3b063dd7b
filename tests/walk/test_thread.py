"""One person carried all the way, every step through its page by the role that takes it."""

from flask.testing import FlaskClient

from tests.conftest import Clock
from tests.people import Town
from tests.walk.hands import ClientHands
from tests.walk.thread import Thread


def test_the_thread_is_walked_through_its_pages(
    client: FlaskClient, town: Town, clock: Clock
) -> None:
    thread = Thread(town, clock, ClientHands(client, town))
    thread.place()
    thread.authorise()
    thread.buy(1)
    thread.buy(2)
    thread.person()
    thread.certify()
    thread.review()
    thread.bank()
    thread.invite()
    thread.attend()
    print(sorted(thread.steps_walked()))
