"""The rows of a run: one small file per finished chunk, merged at the end into one Parquet file.

A chunk is written aside and renamed, so what is there is whole. Chunks of another state of the code
are in another folder."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.calibration.run import Row

HERE = Path(__file__).parent
RESULTS = HERE / "results.parquet"
CHUNKS = HERE / "chunks"
CODE = ("metrics", "tests/calibration/*.py", "tests/companies.py", "requirements-test.lock")
KEPT_BITS = 12  # of the mantissa's 23: a figure to one part in 8,000
NUMBERS = ("truth", "estimate", "low", "high")
NAMES = ("scenario", "quantity", "figure", "word", "method")
SCHEMA = pa.schema(
    [
        *((name, pa.dictionary(pa.int16(), pa.string())) for name in NAMES[:1]),
        ("number", pa.uint16()),
        *((name, pa.dictionary(pa.int16(), pa.string())) for name in NAMES[1:3]),
        *((name, pa.float32()) for name in NUMBERS),
        ("sure", pa.bool_()),
        *((name, pa.dictionary(pa.int16(), pa.string())) for name in NAMES[3:]),
        ("n", pa.uint16()),
    ]
)
assert SCHEMA.names == [field.name for field in fields(Row)]


@dataclass(frozen=True)
class Code:
    """The state of the code: the commit, and what tells one changed working tree from another."""

    commit: str
    changes: str = ""

    def __str__(self) -> str:
        return f"{self.commit}-dirty" if self.changes else self.commit

    @property
    def folder(self) -> str:
        """The name of the folder of its chunks."""
        return f"{self}-{self.changes}" if self.changes else str(self)


@dataclass(frozen=True)
class Chunk:
    """Companies `first` to `last` of a scenario."""

    scenario: str
    first: int
    last: int

    @property
    def numbers(self) -> range:
        """The companies' numbers."""
        return range(self.first, self.last + 1)

    @property
    def file(self) -> str:
        """The name of its file; the scenario's own name is in the file."""
        own = hashlib.sha256(self.scenario.encode()).hexdigest()[:8]
        plain = re.sub(r"[^a-z0-9]+", "-", self.scenario.lower())
        return f"{plain}.{own}.{self.first:04}-{self.last:04}.parquet"


def current_code(root: Path = HERE.parent.parent) -> Code:
    """The commit checked out, and a hash of what differs from it in the code that is run."""

    def git(*arguments: str) -> str:
        asked = ["git", "-C", str(root), *arguments]
        return subprocess.run(asked, capture_output=True, text=True, check=True).stdout

    try:
        commit = git("rev-parse", "--short=10", "HEAD").strip()
        changes = git("diff", "HEAD", "--", *CODE)
        new = git("ls-files", "--others", "--exclude-standard", "--", *CODE)
    except (OSError, subprocess.CalledProcessError):
        return Code("unknown")
    texts = [changes, *((root / name).read_text("utf-8", "replace") for name in new.split())]
    if not any(texts):
        return Code(commit)
    return Code(commit, hashlib.sha256("".join(texts).encode()).hexdigest()[:8])


def folder_of(code: Code, seed: int, root: Path = CHUNKS) -> Path:
    """The folder of the chunks of that code and seed."""
    return root / f"{code.folder}-{seed}"


def pending(wanted: Mapping[str, int], folder: Path, size: int) -> list[Chunk]:
    """The chunks that are not in the folder yet, of the first so many companies of each scenario,
    those with low numbers first."""
    found = []
    for scenario, companies in wanted.items():
        missing = sorted(set(range(companies)) - finished(scenario, folder))
        by_chunk: dict[int, list[int]] = {}
        for number in missing:
            by_chunk.setdefault(number // size, []).append(number)
        for numbers in by_chunk.values():
            found += _runs(scenario, numbers)
    return sorted(found, key=lambda chunk: chunk.first)


def finished(scenario: str, folder: Path) -> set[int]:
    """The numbers of the scenario's companies that are in the folder."""
    pattern = Chunk(scenario, 0, 0).file.replace("0000-0000", "*")
    done: set[int] = set()
    for path in folder.glob(pattern):
        first, last = path.name.split(".")[-2].split("-")
        done |= set(range(int(first), int(last) + 1))
    return done


def write_chunk(chunk: Chunk, rows: Sequence[Row], folder: Path, seconds: float = 0.0) -> None:
    """Keep the rows of a chunk, and how long they took."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / (chunk.file + ".part")
    took = {"seconds": str(seconds)}
    pq.write_table(_table(rows).replace_schema_metadata(took), aside)
    aside.replace(folder / chunk.file)


def merge(
    wanted: Mapping[str, int], folder: Path, about: Mapping[str, object], out: Path = RESULTS
) -> int:
    """Write the rows of all chunks of the folder as one file; return how many there are.

    Only the scenarios and companies that are wanted. `about` is kept in the file's metadata, with
    the seconds of a core that all chunks took together."""
    tables = [pq.read_table(path) for path in sorted(folder.glob("*.parquet"))]
    seconds = sum(float(table.schema.metadata[b"seconds"]) for table in tables)
    rows = [
        row
        for table in tables
        for row in _rows(table)
        if row.scenario in wanted and row.number < wanted[row.scenario]
    ]
    order = {name: place for place, name in enumerate(wanted)}
    rows.sort(key=lambda row: (row.quantity, row.figure, order[row.scenario], row.number))
    table = _table(rows, kept_bits=KEPT_BITS)
    known = {"calibration": json.dumps({**about, "core seconds": round(seconds)})}
    pq.write_table(
        table.replace_schema_metadata(known),
        out,
        compression="zstd",
        compression_level=19,
        use_dictionary=[*NAMES],
        column_encoding=dict.fromkeys(NUMBERS, "BYTE_STREAM_SPLIT"),
    )
    return len(rows)


def read(path: Path = RESULTS) -> tuple[list[Row], dict[str, object]]:
    """The rows of a merged file, and what its metadata say about the run."""
    table = pq.read_table(path)
    return _rows(table), json.loads((table.schema.metadata or {})[b"calibration"])


def _runs(scenario: str, numbers: Sequence[int]) -> Iterable[Chunk]:
    """Chunks of numbers that follow on each other."""
    first = last = numbers[0]
    for number in numbers[1:]:
        if number != last + 1:
            yield Chunk(scenario, first, last)
            first = number
        last = number
    yield Chunk(scenario, first, last)


def _table(rows: Sequence[Row], kept_bits: int | None = None) -> pa.Table:
    columns = {}
    for column in SCHEMA:
        values = [getattr(row, column.name) for row in rows]
        if column.name in NUMBERS and kept_bits is not None:
            values = _shortened(np.array(values, dtype=np.float32), kept_bits)
        columns[column.name] = pa.array(values, column.type)
    return pa.table(columns, schema=SCHEMA)


def _shortened(values: np.ndarray, kept_bits: int) -> np.ndarray:
    """The values rounded to fewer binary digits, which compress better."""
    dropped = 23 - kept_bits
    bits = values.view(np.uint32).copy()
    finite = np.isfinite(values)
    bits[finite] = (bits[finite] + (1 << (dropped - 1))) >> dropped << dropped
    return bits.view(np.float32)


def _rows(table: pa.Table) -> list[Row]:
    plain = [table.column(name).to_pylist() for name in SCHEMA.names]
    return [Row(*values) for values in zip(*plain, strict=True)]
