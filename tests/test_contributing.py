"""What CONTRIBUTING.md and the other documents say can be done: the files they name are there, and a
metric and a rule are added as described."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from metrics.catalog import catalogue
from metrics.catalog.portable import portability_faults
from metrics.contract.toml_files import TABLE_NAMES

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    path
    for path in (
        *ROOT.glob("*.md"),
        *(ROOT / "docs").glob("*.md"),
        *(ROOT / "metrics").rglob("*.md"),
        *(ROOT / "dashboard").rglob("*.md"),
    )
)
TOP = tuple(f"{name}/" for name in ("metrics", "dashboard", "tests", "docs", "sample_data"))
RIDDLES = re.compile(r"\b(surely|reckon\w*|stands|told|mend|whoever)\b", re.I)


def named(document: Path) -> set[str]:
    """The files and folders that a document names: in code, from the top; in a link, from itself."""
    text = document.read_text(encoding="utf-8")
    code = {one.partition(" ")[0] for one in re.findall(r"`([^`\n]+)`", text)}
    found = {one for one in code if one.startswith(TOP) and not re.search(r"NAME|[*<]", one)}
    links = re.findall(r"\]\(([^)#\s]+)", text)
    here = document.parent.relative_to(ROOT)
    return found | {str(here / one) for one in links if "://" not in one}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_path_a_document_names_exists(document):
    assert [one for one in sorted(named(document)) if not (ROOT / one).exists()] == []


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md"]
)
def test_a_document_is_in_plain_words(document):
    assert RIDDLES.findall((ROOT / document).read_text(encoding="utf-8")) == []


def test_every_target_named_is_in_the_makefile():
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    for document in DOCUMENTS:
        asked = set(re.findall(r"\bmake ([a-z][\w-]*)", document.read_text(encoding="utf-8")))
        assert {one for one in asked if f"`make {one}`" in document.read_text("utf-8")} <= targets


def test_two_files_add_a_metric(tmp_path):
    (tmp_path / "high_score.sql").write_text(
        "-- One row per review.\nselect person_id, period, score as value from review_score"
    )
    (tmp_path / "high_score.py").write_text(
        '"""The score of a review, for a test of the documents."""\n'
        "from metrics.catalog import Metric\n"
        'METRIC = Metric(title="High score", question="Higher?", shape="panel", unit="points")\n'
    )
    metric = catalogue([tmp_path])["high_score"]
    assert metric.shape == "panel" and portability_faults(metric.sql, person_level=True) == []


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_table_is_the_files_that_the_text_names(table):
    for path in (
        f"metrics/contract/{table}.toml",
        f"metrics/warehouse/checks/{table}.sql",
        f"tests/contract/company/{table}.csv",
    ):
        assert (ROOT / path).is_file(), path
    assert f"`{table}`" in (ROOT / "docs" / "company-files.md").read_text(encoding="utf-8")
