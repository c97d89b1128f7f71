"""Fixtures of all tests: an empty home, and the sample company loaded the way a user loads it.

What needs an engine or an estimator is imported inside the fixture, so that a pure test starts
without them.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from metrics.warehouse.engine import Session
    from metrics.warehouse.snapshot import Snapshot

# 25 examples of each property in `make test`, 1,000 in `make test-full`; the same ones on every
# machine
for name, examples in (("fast", 25), ("full", 1000)):
    settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
settings.load_profile("fast")

SAMPLE = Path(__file__).parent.parent / "sample_data" / "company"
TODAY = date(2026, 6, 1)


def published(folder: Path, home: Path) -> Snapshot:
    """Check the folder and publish it in that home."""
    import duckdb

    from metrics.warehouse import snapshot
    from metrics.warehouse.folder_check import check_folder

    before = os.environ.get("MENTORING_ROI_HOME")
    os.environ["MENTORING_ROI_HOME"] = str(home)
    try:
        with duckdb.connect() as con:
            return snapshot.publish(con, check_folder(folder, con=con, today=TODAY))
    finally:
        os.environ.pop("MENTORING_ROI_HOME")
        if before is not None:
            os.environ["MENTORING_ROI_HOME"] = before


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for what is loaded, so that no test sees a user's data or another test's."""
    monkeypatch.setenv("MENTORING_ROI_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("MENTORING_ROI_METRICS", raising=False)
    return tmp_path / "home"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The sample company as a published snapshot."""
    return published(SAMPLE, tmp_path_factory.mktemp("sample"))


@pytest.fixture
def sample_home(sample: Snapshot, home: Path) -> Path:
    """A home in which the sample company is loaded."""
    shutil.copytree(sample.path.parent.parent, home)
    return home


@pytest.fixture
def sample_session(sample: Snapshot) -> Iterator[Session]:
    """A session on the sample company."""
    from metrics.warehouse import snapshot

    with snapshot.ask(sample) as session:
        yield session


@pytest.fixture(scope="session")
def sample_tables() -> tuple:
    """The sample company as rows of Python values, read by the independent computation."""
    from tests import oracle

    return oracle.read_company(SAMPLE)
