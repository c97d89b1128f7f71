"""What the pages read, kept for the next reader. The only module that caches.

Keys are small and immutable: the snapshot's id, the metric's name, the filters, the version of the
company's own metrics. A new load has a new id, so nothing has to be cleared. Everything public here
has passed `release()`, but for `unreleased`, which is to compute with and not to show.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard import upload
from dashboard.text.answer_text import ABSENT_TABLES
from metrics import evaluate as evaluation
from metrics import value
from metrics.catalog import Metric, scan
from metrics.comparison import values_of
from metrics.contract import TABLES
from metrics.disclosure import (
    Count,
    ReleasedAnswer,
    ReleasedEvidence,
    ReleasedRelated,
    ReleasedStep,
    release,
)
from metrics.disclosure.differencing import narrowed
from metrics.disclosure.guard import Narrowed, guarded
from metrics.disclosure.release import count
from metrics.disclosure.released_findings import Found, ReleasedFindings
from metrics.evaluate import Answer, Evidence, Related
from metrics.i18n import Locale
from metrics.priorities.category_tree import tree
from metrics.scope import Scope
from metrics.store import ScenarioStore
from metrics.store.database import database_url
from metrics.value import Assumption
from metrics.warehouse.engine import Session, Step
from metrics.warehouse.snapshot import NoSnapshotError, OutdatedError, Snapshot, ask, current, find

OWN_METRICS = "MENTORING_ROI_METRICS"
VIEWS = {
    "review_score": "reviews",
    "meeting_held": "meetings",
    "pairing_summary": "meetings",
}  # and the tables that fill them


def loaded() -> Snapshot | None:
    """The snapshot that answers questions now; read anew on every run, so that a load shows at
    once.
    """
    try:
        return current()
    except NoSnapshotError:
        return None


def outdated() -> bool:
    """Whether what is loaded was built by another version of this program, and so cannot answer."""
    try:
        current()
    except OutdatedError:
        return True
    except NoSnapshotError:
        pass
    return False


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
    """Every metric by name, and for each of the company's own that cannot be read a sentence that
    says why.
    """
    return scan(_own_folders())


def answer(snapshot: Snapshot, name: str, scope: Scope, version: str) -> ReleasedAnswer:
    """What may be shown of a metric's answer. Raises MetricError with a sentence where its SQL is
    at fault.
    """
    return release(_beside(snapshot, unreleased(snapshot.id, name, scope.where, version), version))


def answers_by(
    snapshot: Snapshot, name: str, column: str, scope: Scope, version: str
) -> dict[str, ReleasedAnswer]:
    """What may be shown for each value of a column, within the scope, the values read together."""
    known = {
        one: unreleased(snapshot.id, name, scope.narrowed(column, one).where, version)
        for one in values(snapshot, column)
    }
    together = evaluation.together(known, column)
    return {one: release(_beside(snapshot, answer, version)) for one, answer in together.items()}


def missing(snapshot: Snapshot, metric: Metric) -> tuple[str, ...]:
    """The company's tables that the metric's SQL reads and that hold no rows."""
    named = set(
        re.findall(r"\b(?:from|join)\s+(\w+)", metric.sql.read_text(encoding="utf-8").lower())
    )
    rows = report(snapshot.id, "en")["tables"]
    read = {VIEWS.get(name, name) for name in named} & set(TABLES)
    return tuple(sorted(table for table in read if not rows.get(table)))


def absent(snapshot: Snapshot) -> tuple[str, ...]:
    """The tables without which the comparison of persons is weaker and that hold no rows."""
    rows = report(snapshot.id, "en")["tables"]
    return tuple(table for table in ABSENT_TABLES if not rows.get(table))


def evidence(snapshot: Snapshot, name: str, scope: Scope, version: str) -> ReleasedEvidence:
    """What may be shown of all that speaks for or against a metric's answer."""
    found = _evidence(snapshot.id, name, scope.where, version)
    return release(replace(found, answer=_beside(snapshot, found.answer, version)))


def related(
    snapshot: Snapshot, name: str, scope: Scope, version: str
) -> tuple[ReleasedRelated, ...]:
    """What may be shown of the questions beside a metric's headline; none where that may not be
    told of a part.
    """
    if _untold(snapshot, name, scope, version):
        return ()
    return tuple(map(release, _related(snapshot.id, name, scope.where, version)))


def steps(snapshot: Snapshot, name: str, scope: Scope, version: str) -> tuple[ReleasedStep, ...]:
    """What may be shown of every table that was made on the way to a metric's answer; none as for
    `related`.
    """
    if _untold(snapshot, name, scope, version):
        return ()

    def made(session: Session) -> tuple[Step, ...]:
        evaluation.evaluate(
            metrics(version)[0][name], session, scope, value.run_values(assumptions(snapshot))
        )
        return tuple(session.steps())

    return tuple(map(release, asked(snapshot, f"steps of {name} {scope.where} {version}", made)))


def _beside(snapshot: Snapshot, known: Answer, version: str) -> Answer | Narrowed:
    """The answer; about a part of the company, with the mentees of all parts that could be asked
    about.
    """
    metric = known.metric
    if not known.scope.where or metric.shape == "total":
        return known
    return Narrowed(
        known,
        asked(
            snapshot,
            f"mentees by part for {metric.name} {version}",
            lambda session: guarded(
                narrowed(session, metric, value.run_values(assumptions(snapshot)))
            ),
        ),
    )


def _untold(snapshot: Snapshot, name: str, scope: Scope, version: str) -> bool:
    return bool(scope.where) and bool(answer(snapshot, name, scope, version).hidden)


def values(snapshot: Snapshot, column: str) -> tuple[str, ...]:
    """The values by which a page can be narrowed in that column."""
    return asked(snapshot, f"values of {column}", lambda session: tuple(values_of(session, column)))


def category_names(snapshot: Snapshot, language: str) -> dict[str, str]:
    """What each category is called in that language, by code: as the company names it, else as the
    product does.
    """
    return {
        one.category: one.name(language) for one in asked(snapshot, "categories", tree).categories
    }


@st.cache_data(max_entries=64, show_spinner=False)
def report(snapshot_id: str, language: str) -> dict:
    """What the load of that snapshot said of the company and its files; its findings are told by
    `findings`.
    """
    return {
        name: said
        for name, said in find(snapshot_id).report_in(language).items()
        if name != "findings"
    }


def findings(snapshot: Snapshot, role: str, _: Locale) -> ReleasedFindings:
    """What the load of that snapshot found, as that role may read it."""
    return release(Found(find(snapshot.id).report_in(_.language), role, _))


def employed(snapshot: Snapshot) -> Count:
    """How many people work in the company in the last month of the data."""
    return count(
        asked(
            snapshot,
            "employed",
            lambda session: session.rows(
                "select count(distinct person_id) from spell where has_left = 0"
            ),
        )[0][0]
    )


def checked(
    files: upload.Files, today: date, role: str, _: Locale
) -> tuple[dict, ReleasedFindings]:
    """What the check says of files that this reader sent, and what it found in them."""
    sent = b"".join(
        hashlib.sha256(part).digest()
        for name, content in files
        for part in (name.encode(), content)
    )
    key = f"{hashlib.sha256(sent).hexdigest()} {today} {role}"
    report = kept("checked", key, lambda: upload.check(files, today=today, role=role))[_.language]
    return report, release(Found(report, role, _, own=True))


def asked(snapshot: Snapshot, what: str, question: Callable[[Session], Any]) -> Any:
    """What the question finds in that snapshot, asked once; `what` is the question in words."""

    def answered() -> Any:
        with ask(find(snapshot.id)) as session:
            return question(session)

    return kept(what, snapshot.id, answered)


def store() -> ScenarioStore:
    """The saved scenarios. Raises StoreError where their address is none."""
    return _store(database_url().render_as_string(hide_password=False))


@st.cache_data(max_entries=512, show_spinner=False)
def kept(what: str, key: str, _make: Callable[[], Any]) -> Any:  # noqa: ARG001 - the first two are the key
    """What `_make` gives, made once for that key."""
    return _make()


def assumptions(snapshot: Snapshot) -> Mapping[str, Assumption]:
    """The assumptions in force for that snapshot, the company's own on top of the shipped ones, by
    name.
    """
    return value.load_assumptions(report(snapshot.id, "en")["assumptions"])


@st.cache_resource(max_entries=2, show_spinner=False)
def _store(url: str) -> ScenarioStore:
    return ScenarioStore(url)


@st.cache_data(max_entries=512, show_spinner=False)
def unreleased(
    snapshot_id: str, name: str, where: tuple[tuple[str, str], ...], version: str
) -> Answer:
    """A metric's answer as it is known."""
    metric = metrics(version)[0][name]
    with ask(find(snapshot_id)) as session:
        assumed = value.run_values(assumptions(find(snapshot_id)))
        return evaluation.evaluate(metric, session, Scope(where), assumed)


@st.cache_data(max_entries=64, show_spinner=False)
def _evidence(
    snapshot_id: str, name: str, where: tuple[tuple[str, str], ...], version: str
) -> Evidence:
    metric = metrics(version)[0][name]
    with ask(find(snapshot_id)) as session:
        return evaluation.evidence(
            metric, session, Scope(where), value.run_values(assumptions(find(snapshot_id)))
        )


@st.cache_data(max_entries=64, show_spinner=False)
def _related(
    snapshot_id: str, name: str, where: tuple[tuple[str, str], ...], version: str
) -> tuple[Related, ...]:
    metric = metrics(version)[0][name]
    with ask(find(snapshot_id)) as session:
        return evaluation.related(
            metric, session, Scope(where), value.run_values(assumptions(find(snapshot_id)))
        )


def _own_folders() -> list[Path]:
    return [Path(part) for part in os.environ.get(OWN_METRICS, "").split(os.pathsep) if part]
