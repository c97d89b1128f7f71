"""People who are moved to a sister company no longer make mentoring look good.

Mentoring does nothing in these companies. Half of the mentees move within half a year, as a programme
for future leaders does; whether they leave later, only the sister company knows.
"""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from metrics.catalog import catalogue
from metrics.evaluate import Answer, evaluate
from tests.calibration.company import as_tables, simulate
from tests.evaluate.test_verdict_on_companies import MANY, Tables, built

RETENTION = catalogue()["retention"]


def moved(tables: Tables, rng: np.random.Generator) -> dict[str, date]:
    """person -> the day of the move, of half of the mentees."""
    return {
        row["mentee_id"]: row["start_date"] + timedelta(days=int(rng.integers(30, 180)))
        for row in tables["pairings"].to_pylist()
        if rng.random() < 0.5
    }


def recorded(tables: Tables, moves: dict[str, date], *, last_seen: bool) -> Tables:
    """The company after the moves, with or without the day on which somebody was last seen."""
    rows = tables["staff"].to_pylist()
    for row in rows:
        day = moves.get(row["person_id"])
        if day and not (row["exit_date"] and row["exit_date"] <= day):
            row |= {"exit_date": None, "exit_reason": None}
            if last_seen:
                row["last_seen"] = day
    names = [*tables["staff"].column_names, *(["last_seen"] if last_seen else [])]
    types = {name: tables["staff"].schema.field(name).type for name in names if name != "last_seen"}
    schema = pa.schema([(name, types.get(name, pa.date32())) for name in names])
    return {**tables, "staff": pa.Table.from_pylist(rows, schema=schema)}


def answer(tables: Tables) -> Answer:
    with built(tables) as session:
        return evaluate(RETENTION, session)


def test_moves_to_a_sister_company_do_not_bias_the_answer():
    """Each company with everybody followed, with the moved as stayers, and until they were seen."""
    shifts = []
    for seed in (1, 2, 3):
        tables = as_tables(simulate(MANY, np.random.default_rng(seed)))
        moves = moved(tables, np.random.default_rng(seed))
        everybody = answer(tables)
        as_stayers = answer(recorded(tables, moves, last_seen=False))
        censored = answer(recorded(tables, moves, last_seen=True))
        shifts.append(
            [one.estimate.estimate - everybody.estimate.estimate for one in (as_stayers, censored)]
        )
    assert min(shift for shift, _ in shifts) > 1, "months that nobody gained"
    assert everybody.direction == "negligible" and as_stayers.direction == "more", "wrongly sure"
    assert abs(np.mean([shift for _, shift in shifts])) < 0.35  # three standard errors
    assert censored.direction != "more"
