"""A metric is two files: `<name>.sql` returns open rows, `<name>.py` says what they mean.

The Python face is read, never run: a docstring and one `METRIC = Metric(...)` whose arguments are
literals. Metrics are found by scanning folders; there is no list to edit.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

FOLDER = Path(__file__).parent
SHAPES = {
    "time to event": ("person_id", "month", "event", "cause"),
    "panel": ("person_id", "period", "value"),
    "total": ("numerator",),
}
FLOWS = ("job", "grade")
NEEDED = ("title", "question", "shape", "unit")
KINDS = {"digits": int, "only_control": bool, "sql": Path}  # all others are texts
KIND_NAMES = {str: "a text in quotes", int: "a whole number", bool: "True or False"}


class MetricError(ValueError):
    """A metric that cannot be used; the message names the file and says how to mend it."""


@dataclass(frozen=True)
class Metric:
    """What the rows of a metric mean. Texts are English and pass through the catalogue; a company's
    own stay as is.

    `more` and `less` are the message when the mentees' figure is surely higher or lower than that
    of their peers (`{amount}` and `{title}` are filled in), `unclear` when it is not sure. For time
    to event the figure is months without the event: more are good for an exit, fewer for a
    promotion (`good`). `part` names the denominator of a total that is a ratio. `control` names a
    time to event that mentoring should not move, asked beside this one (see `control_of`);
    `only_control` is for a metric that serves as nothing else and gets no page. `flow` is for an
    event that is a change of job ("job") or of grade ("grade"), with what it led to as its `cause`:
    the moves are then shown.
    """

    title: str
    question: str
    shape: str
    unit: str
    good: str = "more"
    more: str = "{title}: {amount} higher"
    less: str = "{title}: {amount} lower"
    unclear: str = "{title}: no clear difference"
    figure: str = ""
    event: str = ""
    part: str = ""
    digits: int = 1
    control: str = ""
    only_control: bool = False
    flow: str = ""
    name: str = ""
    meaning: str = ""
    sql: Path = Path()

    def __post_init__(self) -> None:
        for field in fields(self):
            value, kind = getattr(self, field.name), KINDS.get(field.name, str)
            if not isinstance(value, kind):
                raise ValueError(f"{field.name} is {value!r}; it has to be {KIND_NAMES[kind]}")
        for name in ("more", "less", "unclear"):
            if not _can_be_filled(getattr(self, name)):
                raise ValueError(
                    f"{name} is '{getattr(self, name)}'; "
                    "within braces there may stand amount and title"
                )
        if self.shape not in SHAPES:
            raise ValueError(
                f"shape is '{self.shape}'; it is one of {', '.join(map(repr, SHAPES))}"
            )
        if self.good not in ("more", "fewer", "neither"):
            raise ValueError(f"good is '{self.good}'; it is 'more', 'fewer' or 'neither'")
        if self.control and self.shape != "time to event":
            raise ValueError(
                f"control is for a time to event, and shape is '{self.shape}': leave it out"
            )
        if self.flow and (self.flow not in FLOWS or self.shape != "time to event"):
            raise ValueError(
                f"flow is '{self.flow}'; it is 'job' or 'grade', and for a time to event only"
            )

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The meaning, one entry per paragraph, without the line breaks of the file."""
        return tuple(" ".join(part.split()) for part in self.meaning.split("\n\n"))


def catalogue(folders: Sequence[Path] = ()) -> dict[str, Metric]:
    """Every metric by name: the shipped ones, then those in `folders`; the first that cannot be
    used is an error.
    """
    found, faults = scan(folders)
    for fault in faults.values():
        raise MetricError(fault)
    return found


def scan(folders: Sequence[Path] = ()) -> tuple[dict[str, Metric], dict[str, str]]:
    """Every metric that can be used, by name, and for each that cannot a sentence that says why."""
    found: dict[str, Metric] = {}
    faults: dict[str, str] = {}
    for folder in (FOLDER, *folders):
        if not folder.is_dir():
            faults[folder.name] = f"{folder} is not a folder. Name a folder of .sql and .py pairs."
        for face in sorted(folder.glob("*.py")) if folder != FOLDER else ():
            if not face.with_suffix(".sql").exists() and "METRIC" in _text(face):
                faults[face.stem] = (
                    f"{face} has no {face.stem}.sql beside it that returns its rows."
                )
        for sql in sorted(folder.glob("*.sql")):
            try:
                metric = read(sql)
                if metric.name in found:
                    raise MetricError(
                        f"{sql}: a metric '{metric.name}' exists already, {found[metric.name].sql}."
                    )
                control_of(metric)
                found[metric.name] = metric
            except MetricError as error:
                faults[sql.stem] = str(error)
    return found, faults


def version_of(folders: Sequence[Path]) -> str:
    """Return a hash of the company's own metrics: their folders, names and contents."""
    digest = hashlib.sha256(repr([str(folder) for folder in folders]).encode())
    for folder in folders:
        for path in sorted(folder.glob("*.*")):
            if path.suffix in (".sql", ".py"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def tables_read(metric: Metric) -> set[str]:
    """Return the names of the tables that the metric's SQL reads."""
    text = metric.sql.read_text(encoding="utf-8").lower()
    return set(re.findall(r"\b(?:from|join)\s+(\w+)", text))


def read(sql: Path) -> Metric:
    """The metric of one .sql file and the .py beside it; MetricError says what is missing where."""
    face = sql.with_suffix(".py")
    if not sql.stem.isidentifier():
        raise MetricError(
            f"{sql}: name the file in letters, digits and underscores; the name is in the URL."
        )
    if not face.exists():
        raise MetricError(f"{sql} has no {face.name} beside it that says what its rows mean.")
    if not _text(sql).strip():
        raise MetricError(f"{sql} is empty: write one select in it.")
    try:
        tree = ast.parse(_text(face), filename=str(face))
    except SyntaxError as error:
        raise MetricError(f"{face}, line {error.lineno}: not Python. {error.msg}.") from error
    return _metric(tree, face, sql)


def control_of(metric: Metric) -> Metric | None:
    """The metric that is this one's negative control, from the same folder or else a shipped one;
    None if it has none.

    MetricError where it does not exist, cannot be read or is no time to event.
    """
    if not metric.control:
        return None
    face, name = metric.sql.with_suffix(".py"), metric.control
    if name == metric.name:
        raise MetricError(
            f"{face}: a metric cannot be its own control; name one that mentoring should not move."
        )
    places = [folder / f"{name}.sql" for folder in (metric.sql.parent, FOLDER)]
    sql = next((place for place in places if place.exists()), None)
    if sql is None:
        raise MetricError(
            f"{face}: there is no metric '{name}' to serve as control. "
            f"Put {name}.sql and {name}.py "
            f"beside it, name a shipped metric, or leave 'control' out."
        )
    control = read(sql)
    if control.shape != "time to event":
        raise MetricError(
            f"{face}: the control '{name}' is of shape '{control.shape}'; name a time to event."
        )
    return control


def _metric(tree: ast.Module, face: Path, sql: Path) -> Metric:
    calls = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and [ast.unparse(target) for target in node.targets] == ["METRIC"]
    ]
    meaning = ast.get_docstring(tree)
    if len(calls) != 1 or not isinstance(calls[0], ast.Call) or calls[0].args:
        raise MetricError(f"{face}: write one METRIC = Metric(title=..., question=..., ...) in it.")
    if not meaning:
        raise MetricError(
            f"{face}: begin with a docstring that says what the metric means and where it is blind."
        )
    known = {field.name for field in fields(Metric)} - {"name", "meaning", "sql"}
    values = {}
    for keyword in calls[0].keywords:
        if keyword.arg not in known:
            raise MetricError(
                f"{face}, line {keyword.value.lineno}: Metric has no '{keyword.arg}'."
            )
        try:
            values[keyword.arg] = ast.literal_eval(keyword.value)
        except ValueError as error:
            raise MetricError(
                f"{face}, line {keyword.value.lineno}: '{keyword.arg}' must be a literal: "
                "a text, a "
                "number, True or False as it stands; this file is read, not run."
            ) from error
    if missing := [name for name in NEEDED if name not in values]:
        raise MetricError(f"{face}: Metric needs {', '.join(missing)} too.")
    try:
        return Metric(**values, name=sql.stem, meaning=meaning, sql=sql)
    except ValueError as error:
        raise MetricError(f"{face}: {error}.") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise MetricError(f"{path} is not UTF-8: save it as UTF-8.") from error


def _can_be_filled(sentence: str) -> bool:
    try:
        sentence.format(title="", amount="")
    except (KeyError, IndexError, ValueError):
        return False
    return True
