"""The rules of the house: which way imports go, who caches, who touches files, what is plain
SQL."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

from metrics.catalog import catalogue
from metrics.catalog.portable import portability_faults

ROOT = Path(__file__).parent.parent
ORDER = [
    "i18n",
    "scope",
    "contract",
    "intake",
    "warehouse",
    "comparison",
    "catalog",
    "inference",
    "evaluate",
    "value",
    "rewards",
    "portfolio",
    "priorities",
    "experts",
    "mentors",
    "lottery",
    "programme",
    "store",
    "disclosure",
    "source",
    "plan_basis",
    "plan_book",
    "measurements",
    "lottery_desk",
    "company",
    "loading",
    "planning",
    "cli",
]
PORTABLE = sorted((ROOT / "metrics").rglob("*.sql"))


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def room(path: Path) -> str:
    return path.relative_to(ROOT / "metrics").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules("metrics"), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_rooms_before_it(path):
    assert not [
        name for name in imports(path) if name.split(".")[0] in ("dashboard", "streamlit", "plotly")
    ]
    if path == ROOT / "metrics" / "__init__.py":
        return
    here = ORDER.index(room(path))
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "metrics" and len(parts) > 1 and parts[1] in ORDER:
            assert ORDER.index(parts[1]) <= here, (
                f"{path.name} imports {name}, which comes later in the flow"
            )


@pytest.mark.parametrize("path", modules("metrics/inference"), ids=lambda path: path.name)
def test_inference_knows_no_sql_and_no_files(path):
    known = {
        "metrics",
        "numpy",
        "scipy",
        "math",
        "collections",
        "itertools",
        "typing",
        "__future__",
        "dataclasses",
    }
    assert {name.split(".")[0] for name in imports(path)} <= known
    assert "select " not in path.read_text(encoding="utf-8").lower()


FILE_ROOMS = {"intake", "warehouse", "store"}
READS, WRITES = (
    {"open", "read_text", "read_bytes"},
    {
        "write_text",
        "write_bytes",
        "mkdir",
        "unlink",
        "touch",
        "rename",
        "rmdir",
        "chmod",
        "symlink_to",
        "hardlink_to",
    },
)
READERS = {
    "cli/plans.py": "an analysis plan that the reader of the terminal wrote",
    "cli/decisions.py": "a plan that the reader of the terminal wrote",
    "cli/lottery.py": "the proof of a lottery that the reader of the terminal has",
    "i18n.py": "the catalogues that ship",
    "comparison/steps.py": "SQL that ships",
    "catalog/portable.py": "SQL",
    "catalog/read.py": "a company's own metrics",
    "contract/settings.py": "a company's answers beside its files",
}


def reached(path: Path, ways: set[str]) -> set[str]:
    """The ways in which a module reaches files, but for reading what ships beside it (a Path in
    capitals)."""
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    plain = {call.func.id for call in calls if isinstance(call.func, ast.Name)}
    methods = {
        call.func.attr
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and not (
            call.func.attr in READS
            and any(
                isinstance(part, ast.Name) and part.id.isupper()
                for part in ast.walk(call.func.value)
            )
        )
    }
    return (plain | methods) & ways


@pytest.mark.parametrize(
    "path",
    [path for path in modules("metrics") if room(path) not in FILE_ROOMS],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_only_intake_warehouse_and_store_touch_files(path):
    assert reached(path, WRITES) == set()
    assert {name.split(".")[0] for name in imports(path)} & {
        "shutil",
        "tempfile",
        "zipfile",
        "sqlite3",
    } == set()
    if str(path.relative_to(ROOT / "metrics")) not in READERS:
        assert reached(path, READS) == set()


def test_only_the_store_knows_the_database_of_entries():
    knowing = {
        path.parent.name
        for package in ("metrics", "dashboard", "sample_data")
        for path in modules(package)
        if {name.split(".")[0] for name in imports(path)} & {"sqlalchemy", "psycopg", "sqlite3"}
    }
    assert knowing == {"store"}


def test_only_the_queries_of_the_dashboard_cache():
    caching = [
        path for path in modules("dashboard") if "st.cache_" in path.read_text(encoding="utf-8")
    ]
    assert [path.name for path in caching if path != ROOT / "dashboard" / "queries.py"] == []


def test_figures_never_draw_on_the_page():
    assert not [
        path
        for path in modules("dashboard/figures")
        if any("streamlit" in name for name in imports(path))
    ]


def test_no_page_contains_html_of_its_own():
    assert not [
        path
        for path in modules("dashboard")
        if "unsafe_allow_html" in path.read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize("path", PORTABLE, ids=lambda path: str(path.relative_to(ROOT / "metrics")))
def test_sql_is_plain_enough_for_every_engine(path):
    assert portability_faults(path) == []


def test_no_line_of_sql_is_longer_than_one_of_python():
    long = {
        f"{path.relative_to(ROOT)}:{n}"
        for path in PORTABLE
        for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > 100
    }
    assert long == set()


@pytest.mark.parametrize(
    "metric", [m for m in catalogue().values() if m.shape != "total"], ids=lambda m: m.name
)
def test_no_metric_looks_at_who_is_mentored(metric):
    assert portability_faults(metric.sql, person_level=True) == []


def test_no_module_is_longer_than_400_lines():
    long = {
        str(path.relative_to(ROOT)): lines
        for package in ("metrics", "dashboard", "sample_data", "tests")
        for path in modules(package)
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


READS_DATA = {"Session", "DuckDBPyConnection", "Snapshot", "Source", "Measurements"}


def taken_from_metrics(path: Path) -> list[tuple[str, str]]:
    """The names that a module imports from `metrics`, each with the module it names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("metrics")
        for alias in node.names
    ]


def asks_data(thing: object) -> bool:
    """Whether a name opens a company's data: a session class, or a function that takes one."""
    if isinstance(thing, type):
        return thing.__name__ in READS_DATA
    annotations = getattr(thing, "__annotations__", {})
    return any(word in str(kind) for kind in annotations.values() for word in READS_DATA)


@pytest.mark.parametrize(
    "path",
    [*modules("dashboard"), *modules("metrics/cli")],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_pages_and_commands_use_the_face_alone(path):
    """The face: `metrics`, and the types and names that a room itself offers (`metrics.rewards`)."""
    for module, name in taken_from_metrics(path):
        if module.startswith("metrics.cli"):
            continue
        assert module.count(".") <= 1, f"{module}: import {name} from its room, or ask the Company"
        if module not in ("metrics", "metrics.loading"):
            found = getattr(importlib.import_module(module), name)
            assert not asks_data(found), f"{module}.{name} reads data: ask the Company"


def test_a_page_that_reads_data_past_the_face_is_noticed(tmp_path):
    page = tmp_path / "page.py"
    page.write_text(
        "from metrics.rewards.model import appraise\nfrom metrics.value import measure_return\n"
    )
    assert taken_from_metrics(page)[0] == ("metrics.rewards.model", "appraise")
    assert asks_data(importlib.import_module("metrics.value").measure_return)
    assert not asks_data(importlib.import_module("metrics.rewards").Scenario)


def packed_lines(source: str) -> list[int]:
    """The lines of nested conditional expressions and of assignments of one tuple to another."""
    found = []
    for node in ast.walk(ast.parse(source)):
        nested = isinstance(node, ast.IfExp) and any(
            isinstance(part, ast.IfExp) for part in (node.body, node.orelse)
        )
        packed = isinstance(node, ast.Assign) and all(
            isinstance(part, ast.Tuple) for part in (node.value, node.targets[0])
        )
        if nested or packed:
            found.append(node.lineno)
    return found


def test_a_line_says_one_thing():
    assert packed_lines("a, b = 1, 2") == [1] and packed_lines("x = 1 if a else 2 if b else 3")
    assert packed_lines("a, b = pair\nx = 1 if a else 2") == []
    packed = {
        f"{path.relative_to(ROOT)}:{line}"
        for package in ("metrics", "dashboard")
        for path in modules(package)
        for line in packed_lines(path.read_text(encoding="utf-8"))
    }
    assert packed == set()
