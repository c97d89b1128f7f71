"""A store on each of the two databases; PostgreSQL's is started once, where it is installed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from metrics.store import ScenarioStore
from tests.store.cluster import Cluster, programs

NUMBERS = count(1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of these tests alone."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed here (Debian: apt-get install postgresql).")
    server = Cluster(folder)
    yield server
    server.remove()


@pytest.fixture
def postgres(cluster: Cluster) -> str:
    """The URL of an empty schema in PostgreSQL."""
    return cluster.schema(f"store_{next(NUMBERS)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path) -> str:
    """The URL of an empty database of each kind."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres")
    return f"sqlite:///{tmp_path}/scenarios.sqlite"


@pytest.fixture
def store(url: str) -> Iterator[ScenarioStore]:
    """A store on an empty database of each kind."""
    opened = ScenarioStore(url)
    yield opened
    opened.close()
