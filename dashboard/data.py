"""What the pages read, kept for the next reader. The only module that caches.

Keys are small and immutable: the snapshot's id, the metric's name, the filters, the version of the company's own
metrics. A new load has a new id, so nothing has to be cleared. Everything public here has passed `release()`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import upload
from dashboard.sentences import ABSENT
from metrics import evaluate as evaluation
from metrics import value
from metrics.catalog import Metric, scan
from metrics.comparison import values_of
from metrics.contract import TABLES
from metrics.disclosure import (
    Count,
    ReleasedAnswer,
    ReleasedAttribution,
    ReleasedEvidence,
    ReleasedHours,
    ReleasedOutcome,
    ReleasedRelated,
    ReleasedStep,
    release,
)
from metrics.disclosure.release import count
from metrics.evaluate import Answer, Evidence, Related
from metrics.scope import Scope
from metrics.value import Assumption
from metrics.warehouse.engine import Step
from metrics.warehouse.snapshot import NoSnapshotError, Snapshot, ask, current, find

OWN_METRICS = "MENTORING_ROI_METRICS"
VIEWS = {"review": "reviews", "meeting": "meetings", "mentoring": "meetings"}  # and the tables that fill them


def loaded() -> Snapshot | None:
    """The snapshot that answers questions now; read anew on every run, so that a load shows at once."""
    try:
        return current()
    except NoSnapshotError:
        return None


def version() -> str:
    """A hash of the company's own metrics: their names and contents."""
    digest = hashlib.sha256(os.environ.get(OWN_METRICS, "").encode())
    for folder in _own_folders():
        for path in sorted(folder.glob("*.*")):
            if path.suffix in (".sql", ".py"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@st.cache_data(max_entries=8, show_spinner=False)
def metrics(version: str) -> tuple[dict[str, Metric], dict[str, str]]:  # noqa: ARG001 - the version is the key
    """Every metric by name, and for each of the company's own that cannot be read a sentence that says why."""
    return scan(_own_folders())


def answer(snapshot: Snapshot, name: str, scope: Scope, version: str) -> ReleasedAnswer:
    """What may be shown of a metric's answer. Raises MetricError with a sentence where its SQL is at fault."""
    return release(_known(snapshot.id, name, scope.where, version))


def answers_by(
    snapshot: Snapshot, name: str, column: str, scope: Scope, version: str
) -> dict[str, ReleasedAnswer]:
    """What may be shown for each value of a column, within the scope, the values read together."""
    known = {one: _known(snapshot.id, name, scope.narrowed(column, one).where, version)
             for one in values(snapshot, column)}
    return {one: release(answer) for one, answer in evaluation.together(known, column).items()}


def missing(snapshot: Snapshot, metric: Metric) -> tuple[str, ...]:
    """The company's tables that the metric's SQL reads and that hold no rows."""
    named = set(re.findall(r"\b(?:from|join)\s+(\w+)", metric.sql.read_text(encoding="utf-8").lower()))
    rows = report(snapshot.id, "en")["tables"]
    read = {VIEWS.get(name, name) for name in named} & set(TABLES)
    return tuple(sorted(table for table in read if not rows.get(table)))


def absent(snapshot: Snapshot) -> tuple[str, ...]:
    """The tables without which the comparison of persons is weaker and that hold no rows."""
    rows = report(snapshot.id, "en")["tables"]
    return tuple(table for table in ABSENT if not rows.get(table))


def evidence(snapshot: Snapshot, name: str, scope: Scope, version: str) -> ReleasedEvidence:
    """What may be shown of all that speaks for or against a metric's answer."""
    return release(_evidence(snapshot.id, name, scope.where, version))


def related(snapshot: Snapshot, name: str, scope: Scope, version: str) -> tuple[ReleasedRelated, ...]:
    """What may be shown of the questions beside a metric's headline."""
    return tuple(map(release, _related(snapshot.id, name, scope.where, version)))


def steps(snapshot: Snapshot, name: str, scope: Scope, version: str) -> tuple[ReleasedStep, ...]:
    """What may be shown of every table that was made on the way to a metric's answer."""
    return tuple(map(release, _steps(snapshot.id, name, scope.where, version)))


def values(snapshot: Snapshot, column: str) -> tuple[str, ...]:
    """The values by which a page can be narrowed in that column."""
    return _values(snapshot.id, column)


def category_names(snapshot: Snapshot, language: str) -> dict[str, str]:
    """The categories that have a name in that language, by code."""
    return _category_names(snapshot.id, "name_nl" if language == "nl" else "name_en")


@st.cache_data(max_entries=64, show_spinner=False)
def report(snapshot_id: str, language: str) -> dict:
    """What the load of that snapshot said: tables with rows, findings, formats."""
    return find(snapshot_id).report_in(language)


def employed(snapshot: Snapshot) -> Count:
    """How many people work in the company in the last month of the data."""
    return count(_employed(snapshot.id))


def checked(files: upload.Files, today: date) -> dict[str, dict]:
    """What the check says of files that were sent, per language."""
    names = "\n".join(name for name, _content in files)
    contents = b"".join(hashlib.sha256(content).digest() for _name, content in files)
    return _checked(hashlib.sha256(names.encode() + contents).hexdigest(), today, files)


def hours(snapshot: Snapshot) -> tuple[ReleasedHours, ...]:
    """What may be shown of the hours and both prices of them: all together first, then each category."""
    return tuple(map(release, _hours(snapshot.id)))


def outcome(snapshot: Snapshot) -> ReleasedOutcome | None:
    """What may be shown of what mentoring returned; None where no effect can be told or nobody met."""
    known = _outcome(snapshot.id)
    return None if known is None else release(known)


def attribution(snapshot: Snapshot, column: str) -> ReleasedAttribution | None:
    """What may be shown of the value per category or group of mentors; None where there is none to attribute."""
    known = _attribution(snapshot.id, column)
    return None if known is None else release(known)


def assumptions(snapshot: Snapshot) -> Mapping[str, Assumption]:
    """The assumptions in force for that snapshot, the company's own on top of the shipped ones, by name."""
    return value.assumptions(report(snapshot.id, "en")["assumptions"])


@st.cache_data(max_entries=512, show_spinner=False)
def _known(snapshot_id: str, name: str, where: tuple[tuple[str, str], ...], version: str) -> Answer:
    metric = metrics(version)[0][name]
    with ask(find(snapshot_id)) as session:
        assumed = value.run_values(assumptions(find(snapshot_id)))
        return evaluation.evaluate(metric, session, Scope(where), assumed)


@st.cache_data(max_entries=64, show_spinner=True)
def _evidence(snapshot_id: str, name: str, where: tuple[tuple[str, str], ...], version: str) -> Evidence:
    metric = metrics(version)[0][name]
    with ask(find(snapshot_id)) as session:
        return evaluation.evidence(metric, session, Scope(where), value.run_values(assumptions(find(snapshot_id))))


@st.cache_data(max_entries=64, show_spinner=True)
def _related(snapshot_id: str, name: str, where: tuple[tuple[str, str], ...], version: str) -> tuple[Related, ...]:
    metric = metrics(version)[0][name]
    with ask(find(snapshot_id)) as session:
        return evaluation.related(metric, session, Scope(where), value.run_values(assumptions(find(snapshot_id))))


@st.cache_data(max_entries=64, show_spinner=False)
def _steps(snapshot_id: str, name: str, where: tuple[tuple[str, str], ...], version: str) -> tuple[Step, ...]:
    metric = metrics(version)[0][name]
    with ask(find(snapshot_id)) as session:
        evaluation.evaluate(metric, session, Scope(where), value.run_values(assumptions(find(snapshot_id))))
        return tuple(session.steps())


@st.cache_data(max_entries=64, show_spinner=False)
def _values(snapshot_id: str, column: str) -> tuple[str, ...]:
    with ask(find(snapshot_id)) as session:
        return tuple(values_of(session, column))


@st.cache_data(max_entries=4, show_spinner=False)
def _checked(digest: str, today: date, _files: upload.Files) -> dict[str, dict]:  # noqa: ARG001 - the digest is the key
    return upload.check(_files, today=today)


@st.cache_data(max_entries=16, show_spinner=False)
def _employed(snapshot_id: str) -> int:
    with ask(find(snapshot_id)) as session:
        return session.rows("select count(distinct person_id) from spell where has_left = 0")[0][0]


@st.cache_data(max_entries=16, show_spinner=False)
def _category_names(snapshot_id: str, column: str) -> dict[str, str]:
    with ask(find(snapshot_id)) as session:
        return dict(session.rows(f"select category, {column} from categories where {column} <> ''"))


@st.cache_data(max_entries=16, show_spinner=False)
def _hours(snapshot_id: str) -> tuple[value.CategoryHours, ...]:
    with ask(find(snapshot_id)) as session:
        return value.by_category(session, assumptions(find(snapshot_id)))


@st.cache_data(max_entries=16, show_spinner=False)
def _outcome(snapshot_id: str) -> value.Outcome | None:
    stay, perform = (_known(snapshot_id, name, (), version()) for name in ("retention", "performance"))
    rows = _hours(snapshot_id)
    if not rows:
        return None
    with ask(find(snapshot_id)) as session:
        return value.outcome(session, stay=stay, perform=perform, hours=rows[0], of=assumptions(find(snapshot_id)))


@st.cache_data(max_entries=32, show_spinner=True)
def _attribution(snapshot_id: str, column: str) -> value.Attribution | None:
    whole = _outcome(snapshot_id)
    if whole is None:
        return None
    known = metrics(version())[0]
    with ask(find(snapshot_id)) as session:
        stay, perform = (evaluation.evaluate_by(known[name], session, column) for name in ("retention", "performance"))
    return value.attribution(column, stay=stay, perform=perform, pay=whole.salary, of=assumptions(find(snapshot_id)))


def _own_folders() -> list[Path]:
    return [Path(part) for part in os.environ.get(OWN_METRICS, "").split(os.pathsep) if part]
