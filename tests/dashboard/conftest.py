"""Homes of loaded data: the sample company, nothing at all, too few mentees for an answer, and the
two required tables only.

Streamlit and the engine are imported inside the fixtures, so that a test of texts or figures starts
without them.
"""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_data" / "company"
FEW = 6


@pytest.fixture(scope="session")
def homes(tmp_path_factory) -> dict[str, Path]:
    """Folder by name: sample, empty, few, bare."""
    folder = tmp_path_factory.mktemp("homes")
    few = folder / "few_files"
    shutil.copytree(SAMPLE, few)
    pairings = [row["pairing_id"] for row in _rows(few / "pairings.csv")][:FEW]
    for name in ("pairings", "meetings", "rewards", "checkins"):
        _keep(few / f"{name}.csv", pairings)
    bare = folder / "bare_files"
    bare.mkdir()
    for name in ("staff.csv", "pairings.csv", "company.toml"):
        shutil.copy(SAMPLE / name, bare)
    (folder / "empty").mkdir()
    for name, files in (("sample", SAMPLE), ("few", few), ("bare", bare)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("MENTORING_ROI_HOME", str(folder / name))
            publish(files)
    return {name: folder / name for name in ("sample", "empty", "few", "bare")}


@pytest.fixture
def visit(homes, monkeypatch):
    """Opens a page as a browser would: `visit("retention", home="sample", lang="nl",
    department="Sales")`."""

    def open_page(
        page: str = "overview", *, home: str = "sample", own: Path | None = None, **query: str
    ) -> AppTest:
        from streamlit.testing.v1 import AppTest
        from streamlit.util import calc_hash

        monkeypatch.setenv("MENTORING_ROI_HOME", str(homes[home]))
        monkeypatch.setenv("MENTORING_ROI_METRICS", str(own or ""))
        at = AppTest.from_file(ROOT / "dashboard" / "main.py", default_timeout=120)
        for name, value in query.items():
            at.query_params[name] = value
        at._page_hash = calc_hash(
            "" if page == "overview" else page
        )  # a page is a function: no file to switch to
        return at.run()

    return open_page


@pytest.fixture
def scenarios(tmp_path, monkeypatch) -> str:
    """The address of a store of one's own."""
    address = f"sqlite:///{tmp_path}/scenarios.sqlite"
    monkeypatch.setenv("MENTORING_ROI_SCENARIOS", address)
    return address


@pytest.fixture
def entries(tmp_path, monkeypatch):
    """Where the page keeps what is entered."""
    monkeypatch.setenv("MENTORING_ROI_SCENARIOS", f"sqlite:///{tmp_path}/entries.sqlite")
    from metrics.store import PracticeStore

    store = PracticeStore()
    yield store
    store.close()


def _rows(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _keep(path: Path, pairings: list[str]) -> None:
    rows = [row for row in _rows(path) if row["pairing_id"] in pairings]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def publish(files: Path) -> None:
    import duckdb

    from metrics.warehouse import snapshot
    from metrics.warehouse.engine import LIMITS
    from metrics.warehouse.folder_check import check_folder

    with duckdb.connect(config=LIMITS) as con:
        report = check_folder(files, con=con, today=date(2026, 1, 1))
        assert report.accepted, [finding.rule for finding in report.findings]
        snapshot.publish(con, report)
