"""Metrics found by scanning folders; there is no list to edit.

A metric is two files: `<name>.sql` returns open rows, `<name>.py` says what they mean. The Python
file is read, never run: a docstring and a single `METRIC = Metric(...)` whose arguments are
literals.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from metrics.catalog.metric import FieldError, Metric, MetricError
from metrics.catalog.renamed import renamed
from metrics.i18n import N_

FOLDER = Path(__file__).parent
REQUIRED = ("title", "question", "shape", "unit")
FROM_FILE = ("name", "meaning", "sql")  # fields that are not written in METRIC = Metric(...)


def catalogue(folders: Sequence[Path] = ()) -> dict[str, Metric]:
    """Return every metric by name: the shipped ones, then those in `folders`.

    Raises MetricError for the first that cannot be used.
    """
    metrics, faults = scan(folders)
    for fault in faults.values():
        raise fault
    return metrics


def scan(folders: Sequence[Path] = ()) -> tuple[dict[str, Metric], dict[str, MetricError]]:
    """Return every metric that can be used, by name, and the error of each that cannot."""
    metrics: dict[str, Metric] = {}
    faults: dict[str, MetricError] = {}
    for folder in (FOLDER, *folders):
        if not folder.is_dir():
            faults[folder.name] = MetricError(
                N_("{folder} is not a folder. Name a folder of .sql and .py pairs."), folder=folder
            )
        if folder != FOLDER:
            faults |= _without_sql(folder)
        for sql in sorted(folder.glob("*.sql")):
            try:
                metric = read(sql)
                if metric.name in metrics:
                    raise MetricError(
                        N_("{file}: a metric '{name}' exists already, {other}."),
                        file=sql,
                        name=metric.name,
                        other=metrics[metric.name].sql,
                    )
                control_of(metric)
                metrics[metric.name] = metric
            except MetricError as error:
                faults[sql.stem] = error
    return metrics, faults


def _without_sql(folder: Path) -> dict[str, MetricError]:
    """Return the errors of the Python files that describe a metric without its SQL."""
    faults = {}
    for face in sorted(folder.glob("*.py")):
        if not face.with_suffix(".sql").exists() and "METRIC" in _text(face):
            faults[face.stem] = MetricError(
                N_("{file} has no {sql} next to it that returns its rows."),
                file=face,
                sql=f"{face.stem}.sql",
            )
    return faults


def read(sql: Path) -> Metric:
    """Return the metric of one .sql file and the .py file of the same name.

    Raises MetricError, which says what is missing where.
    """
    face = sql.with_suffix(".py")
    if not sql.stem.isidentifier():
        raise MetricError(
            N_(
                "{file}: use only letters, digits and underscores in the name of the file; the "
                "name is part of the URL."
            ),
            file=sql,
        )
    if not face.exists():
        raise MetricError(
            N_("{file} has no {face} next to it that says what its rows mean."),
            file=sql,
            face=face.name,
        )
    if not _text(sql).strip():
        raise MetricError(N_("{file} is empty: write one select in it."), file=sql)
    try:
        tree = ast.parse(_text(face), filename=str(face))
    except SyntaxError as error:
        raise MetricError(
            N_("{file}, line {line}: not Python. {message}."),
            file=face,
            line=error.lineno,
            message=error.msg,
        ) from error
    return _metric(tree, face, sql)


def version_of(folders: Sequence[Path]) -> str:
    """Return a hash of the company's own metrics: their folders, names and contents."""
    digest = hashlib.sha256(repr([str(folder) for folder in folders]).encode())
    for folder in folders:
        for path in sorted(folder.glob("*.*")):
            if path.suffix in (".sql", ".py"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def definition_of(metric: Metric) -> str:
    """Return a hash of what a metric measures: its SQL and its fields, not where its file is."""
    fields_of = {field.name: getattr(metric, field.name) for field in fields(metric)}
    fields_of["sql"] = _text(metric.sql)
    return hashlib.sha256(repr(sorted(fields_of.items())).encode()).hexdigest()


def tables_read(metric: Metric) -> set[str]:
    """Return the names of the tables that the metric's SQL reads."""
    text = metric.sql.read_text(encoding="utf-8").lower()
    return set(re.findall(r"\b(?:from|join)\s+(\w+)", text))


def outdated_names(metric: Metric) -> dict[str, str]:
    """Return old name -> new name of what the metric's SQL calls by an earlier version's name."""
    return renamed(_text(metric.sql))


def control_of(metric: Metric) -> Metric | None:
    """Return the metric that is this one's negative control, or None if it has none.

    It comes from the same folder, or else is a shipped one. Raises MetricError where it does not
    exist, cannot be read or is not a time to event.
    """
    if not metric.control:
        return None
    face = metric.sql.with_suffix(".py")
    name = metric.control
    if name == metric.name:
        raise MetricError(
            N_(
                "{file}: a metric cannot be its own control; name one that mentoring should not "
                "change."
            ),
            file=face,
        )
    places = [folder / f"{name}.sql" for folder in (metric.sql.parent, FOLDER)]
    sql = next((place for place in places if place.exists()), None)
    if sql is None:
        raise MetricError(
            N_(
                "{file}: there is no metric '{name}' to serve as control. Put {name}.sql and "
                "{name}.py in the same folder, name a shipped metric, or leave 'control' out."
            ),
            file=face,
            name=name,
        )
    control = read(sql)
    if control.shape != "time to event":
        raise MetricError(
            N_("{file}: the control '{name}' is of shape '{shape}'; name a time to event."),
            file=face,
            name=name,
            shape=control.shape,
        )
    return control


def _metric(tree: ast.Module, face: Path, sql: Path) -> Metric:
    call = _call(tree, face)
    meaning = ast.get_docstring(tree)
    if not meaning:
        raise MetricError(
            N_(
                "{file}: begin with a docstring that says what the metric means and what it does "
                "not see."
            ),
            file=face,
        )
    values = _values(call, face)
    if missing := [name for name in REQUIRED if name not in values]:
        raise MetricError(
            N_("{file}: Metric needs {names} too."), file=face, names=", ".join(missing)
        )
    try:
        return Metric(**values, name=sql.stem, meaning=meaning, sql=sql)
    except FieldError as error:
        raise MetricError(N_("{file}: {fault}."), file=face, fault=error) from error


def _call(tree: ast.Module, face: Path) -> ast.Call:
    """Return the call in `METRIC = Metric(...)`."""
    calls = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and [ast.unparse(target) for target in node.targets] == ["METRIC"]
    ]
    call = calls[0] if len(calls) == 1 else None
    if not isinstance(call, ast.Call) or call.args:
        raise MetricError(
            N_("{file}: write one METRIC = Metric(title=..., question=..., ...) in it."), file=face
        )
    return call


def _values(call: ast.Call, face: Path) -> dict[str, Any]:
    """Return the arguments of the call, each a literal of one of the metric's fields."""
    allowed = {field.name for field in fields(Metric)} - set(FROM_FILE)
    values = {}
    for keyword in call.keywords:
        name = keyword.arg
        if name is None or name not in allowed:
            raise MetricError(
                N_("{file}, line {line}: Metric has no '{name}'."),
                file=face,
                line=keyword.value.lineno,
                name=name,
            )
        try:
            values[name] = ast.literal_eval(keyword.value)
        except ValueError as error:
            raise MetricError(
                N_(
                    "{file}, line {line}: '{name}' must be a literal: text, a number, True or "
                    "False. The file is read, not run."
                ),
                file=face,
                line=keyword.value.lineno,
                name=name,
            ) from error
    return values


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MetricError(N_("{file} is not UTF-8: save it as UTF-8."), file=path) from error
