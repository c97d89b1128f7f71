"""Companies without an effect, read by the product at twelve dates of looking, month 24 to 60.

    .venv/bin/python -m tests.calibration.product_looks --companies 200

A company's files are cut off at each date, built and answered by a planned method: matching, 24
months. What the file of looks holds is not computed again, so a run may be stopped and continued;
start a new file after a change of the product. `--companies 0` only writes the table. One company
takes about seven seconds of one core.
"""

from __future__ import annotations

import argparse
import csv
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from metrics.catalog import catalogue
from metrics.contract import TABLES
from metrics.evaluate import Interval, PlannedMethod, evaluate
from metrics.warehouse.build import build
from metrics.warehouse.engine import Session
from tests.calibration.company import simulate
from tests.calibration.looks import (
    LOOKS,
    Alarms,
    alarms_of,
    alarms_with_clusters,
    alarms_with_normals,
)
from tests.calibration.people import CYCLE, FIRST_DAY, MONTHS
from tests.calibration.scenarios import SCENARIOS
from tests.calibration.tables import as_tables
from tests.companies import SQL_TYPES

SEED = 20260101
WITHOUT_EFFECT = ("high rated selected, no effect", "small company, no effect")
METHODS = {
    "retention": PlannedMethod("matched", 24, 1.0),
    "performance": PlannedMethod("matched", None, 0.2),
}
MONTHS_OF_LOOKS = np.round(np.linspace(24, MONTHS, LOOKS)).astype(int)
KEPT = Path(__file__).with_name("looks.csv")
TABLE = Path(__file__).with_name("looks.md")
PAST = {
    "staff": "hire_date",
    "positions": "valid_from",
    "reviews": "review_date",
    "pairings": "start_date",
}
UNKNOWN = float("nan")


@dataclass(frozen=True)
class Look:
    """One answer at one date; without an estimate the ends are NaN."""

    scenario: str
    number: int
    month: int
    metric: str
    low: float = UNKNOWN
    high: float = UNKNOWN
    monthly_low: float = UNKNOWN
    monthly_high: float = UNKNOWN

    @property
    def both(self) -> tuple[Interval, Interval]:
        """The interval of this look and that of all looks; without an estimate neither is sure."""
        return (
            Interval(0, self.low, self.high, 1, 1),
            Interval(0, self.monthly_low, self.monthly_high, 1, 1),
        )


def looks_at(scenario: str, number: int, months: np.ndarray = MONTHS_OF_LOOKS) -> Iterator[Look]:
    """Every look at company `number` of the scenario; the same arguments give the same company."""
    own = zlib.crc32(scenario.encode())
    company = simulate(SCENARIOS[scenario], np.random.default_rng([SEED, own, number]))
    tables = as_tables(company)
    metrics = catalogue()
    with duckdb.connect(config={"threads": 1}) as con:
        for name, table in TABLES.items():
            typed = ", ".join(f"{c.name} {SQL_TYPES.get(c.type, 'varchar')}" for c in table.columns)
            con.execute(f"create table {name} ({typed})")
        for month in months:
            day = (FIRST_DAY + int(month)).astype("datetime64[D]") - 1
            for name, table in tables.items():
                con.register("known", known_at(name, table, day.astype(date)))
                con.execute(f"delete from {name}")
                con.execute(f"insert into {name} by name select * from known")
            build(con, as_of=day.astype(date), review_months=CYCLE)
            with Session(con, f"{scenario} {number} {month}") as session:
                for name, planned in METHODS.items():
                    answer = evaluate(metrics[name], session, planned=planned)
                    ends = []
                    if answer.estimate and answer.sequence:
                        ends = [answer.estimate.low, answer.estimate.high]
                        ends += [answer.sequence.low, answer.sequence.high]
                    yield Look(scenario, number, int(month), name, *ends)


def known_at(name: str, table: pa.Table, day: date) -> pa.Table:
    """What the files held at that day: no later rows, and nobody who leaves later has left."""
    found = table.filter(pc.less_equal(table[PAST[name]], pa.scalar(day)))
    if "exit_date" not in found.column_names:
        return found
    left = pc.if_else(pc.less_equal(found["exit_date"], pa.scalar(day)), found["exit_date"], None)
    return found.set_column(found.column_names.index("exit_date"), "exit_date", left)


def kept(path: Path = KEPT) -> list[Look]:
    """Every look in the file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Look(
            row["scenario"],
            int(row["number"]),
            int(row["month"]),
            row["metric"],
            *(float(row[end]) for end in ("low", "high", "monthly_low", "monthly_high")),
        )
        for row in rows
    ]


def alarms_by_metric(looks: list[Look]) -> dict[tuple[str, str], Alarms]:
    """The alarms by scenario and metric, over companies with an answer at some look."""
    histories: dict[tuple[str, str], dict[int, list[Look]]] = defaultdict(lambda: defaultdict(list))
    for look in looks:
        histories[look.scenario, look.metric][look.number].append(look)
    return {
        key: alarms_of(
            [
                [look.both for look in history]
                for history in companies.values()
                if any(np.isfinite(look.low) for look in history)
            ]
        )
        for key, companies in histories.items()
    }


def run(companies: int, path: Path = KEPT) -> None:
    """Compute what the file does not hold yet, a company at a time."""
    done = {(look.scenario, look.number) for look in kept(path)}
    names = [field.name for field in fields(Look)]
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        if new:
            writer.writerow(names)
        for number in range(companies):
            for scenario in WITHOUT_EFFECT:
                if (scenario, number) not in done:
                    writer.writerows([astuple(look) for look in looks_at(scenario, number)])
                    file.flush()


def table(repetitions: int) -> str:
    """The table of all settings, as Markdown."""
    rng = np.random.default_rng(SEED)
    rows = [("exact normal steps", alarms_with_normals(repetitions, rng))]
    rows += [
        (
            f"{mentors} mentors of unequal size",
            alarms_with_clusters(repetitions // 4, rng, mentors=mentors),
        )
        for mentors in (4, 6, 20)
    ]
    rows += [
        (f"product: {scenario}, {metric}", alarms)
        for (scenario, metric), alarms in sorted(alarms_by_metric(kept()).items())
    ]
    lines = [
        "# False alarms over twelve looks",
        "",
        "Nothing has an effect here. Share of companies in which zero is excluded, in %, with one",
        "Monte-Carlo standard error of the last column. `tests/calibration/product_looks.py` writes it.",
        "",
        "| setting | companies | interval, last look | interval, any look | sequence, any look |",
        "|---|---|---|---|---|",
    ]
    for setting, one in rows:
        error = np.sqrt(max(one.sequence * (1 - one.sequence), 1 / one.n) / one.n)
        shares = f"{100 * one.interval_at_last:.1f} | {100 * one.interval:.1f}"
        lines.append(
            f"| {setting} | {one.n} | {shares} | {100 * one.sequence:.1f} ± {100 * error:.1f} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Run what was asked for and write the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.calibration.product_looks")
    parser.add_argument("--companies", type=int, default=200, help="a scenario (default: 200)")
    parser.add_argument("--repetitions", type=int, default=20_000, help="of the pure settings")
    given = parser.parse_args()
    run(given.companies)
    TABLE.write_text(table(given.repetitions), encoding="utf-8")


if __name__ == "__main__":
    main()
