"""The world of the matrix, for tests that leave every row where it stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import copied
from tests.walk.conftest import Carried
from tests.walk.matrix.world import World, standing


@pytest.fixture(scope="module")
def world(
    server: str, carried: Carried, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Give the rows and the readers."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    with copied(server, carried, folder) as settings, standing(settings, carried) as made:
        yield made
