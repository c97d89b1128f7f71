"""How often the yardstick of a hidden trait raises doubt where doubt is due, and where it is not.

    python -m tests.calibration.hidden_trait --people 2500 --companies 60 --out FILE

Ability that nobody recorded decides who is paired and who stays, and mentoring does nothing: of the
companies that are wrongly sure, in how many would a trait as strong as the last review explain the
whole difference? Beside it the companies in which ability keeps people, only the recorded score
decides who is paired, and mentoring does work: there the doubt costs something. Each company has
its own seed, so a run can be repeated or divided."""

from __future__ import annotations

import argparse
import sys
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import duckdb
import numpy as np

from metrics.catalog import catalogue
from metrics.contract import TABLES
from metrics.evaluate import evaluate
from metrics.evaluate.hidden_trait import hidden_trait
from metrics.warehouse.build import build
from metrics.warehouse.engine import Session
from tests.calibration.company import simulate
from tests.calibration.people import AS_OF, CYCLE, Scenario
from tests.calibration.tables import as_tables
from tests.companies import SQL_TYPES

SEED = 20261130
SCENARIOS = (
    Scenario("unseen ability, no effect", on_ability=True, hazard_ratio=1.0, points=0.0),
    Scenario(
        "unseen ability half as strong, no effect",
        on_ability=True,
        selection=0.4,
        hazard_ratio=1.0,
        points=0.0,
    ),
    Scenario("score selects, no effect", hazard_ratio=1.0, points=0.0),
    Scenario("score selects, exits x 0.6"),
)


@dataclass(frozen=True)
class Look:
    """One company: its months gained with the limits, and what moves them.

    `multiple` of the strength of the last review reaches zero, `uncertain` reaches the interval's
    end. NaN where there is no answer."""

    scenario: str
    estimate: float
    low: float
    high: float
    multiple: float
    uncertain: float

    @property
    def sure(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


def look(scenario: Scenario, seed: int, number: int) -> Look:
    """Company `number` of the scenario through the product's own code."""
    own = zlib.crc32(scenario.name.encode())
    company = simulate(scenario, np.random.default_rng([seed, own, number]))
    con = duckdb.connect(config={"threads": 1})
    for name, table in TABLES.items():
        typed = ", ".join(f"{c.name} {SQL_TYPES.get(c.type, 'varchar')}" for c in table.columns)
        con.execute(f"create table {name} ({typed})")
    for name, rows in as_tables(company).items():
        con.register("simulated", rows)
        con.execute(f"insert into {name} by name select * from simulated")
    build(con, as_of=AS_OF, review_months=CYCLE)
    metric = catalogue()["retention"]
    with Session(con, "simulated") as session:
        answer = evaluate(metric, session)
        trait = hidden_trait(session, metric, answer)
    con.close()
    if trait is None:
        return Look(scenario.name, *[float("nan")] * 5)
    one = trait.estimate
    nearest = min(abs(one.low), abs(one.high)) if one.excludes_zero else 0.0
    uncertain = trait.times_to_move(nearest)
    return Look(
        scenario.name,
        one.estimate,
        one.low,
        one.high,
        float("nan") if trait.multiple is None else trait.multiple,
        float("nan") if uncertain is None else uncertain,
    )


def table(looks: Sequence[Look], people: int) -> Iterator[str]:
    """The lines of the table in Markdown, one per scenario, with Monte-Carlo errors."""
    yield (
        "| people | scenario | companies | months gained | sure of more | of these: 1x reaches zero "
        "| 1x makes it uncertain | 2x makes it uncertain | median multiple to zero |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for name in dict.fromkeys(one.scenario for one in looks):
        told = [one for one in looks if one.scenario == name and np.isfinite(one.estimate)]
        if not told:
            continue
        sure = [one for one in told if one.low > 0]
        months = np.array([one.estimate for one in told])
        error = months.std(ddof=1) / np.sqrt(len(months)) if len(told) > 1 else float("nan")
        multiple = np.median([one.multiple for one in sure]) if sure else float("nan")
        zero = _share([one.multiple <= 1 for one in sure])
        doubt, more = (_share([one.uncertain <= times for one in sure]) for times in (1, 2))
        yield (
            f"| {people} | {name} | {len(told)} | {months.mean():+.2f} ± {error:.2f} | "
            f"{len(sure)} | {zero} | {doubt} | {more} | {multiple:.2f} |"
        )


def _share(hits: Sequence[bool]) -> str:
    if not hits:
        return "–"
    share = float(np.mean(hits))
    return f"{sum(hits)} ({share:.0%} ± {np.sqrt(share * (1 - share) / len(hits)):.0%})"


def main(arguments: Sequence[str] | None = None) -> None:
    """Simulate and print, or write to `--out`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2500)
    parser.add_argument("--companies", type=int, default=60)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args(arguments)
    looks: list[Look] = []
    with ProcessPoolExecutor(given.jobs) as pool:
        for scenario in SCENARIOS:
            sized = replace(scenario, people=given.people, mentors=max(given.people // 40, 6))
            looks += pool.map(partial(look, sized, given.seed), range(given.companies))
    lines = "\n".join(table(looks, given.people))
    if given.out:
        given.out.write_text(lines + "\n", encoding="utf-8")
    sys.stdout.write(lines + "\n")


if __name__ == "__main__":
    main()
