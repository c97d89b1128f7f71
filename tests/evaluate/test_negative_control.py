"""What mentoring should not change tells whether something not recorded is left, or says why it
cannot."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from metrics.catalog import MetricError, catalogue, control_of
from metrics.catalog.read import read
from metrics.contract import TABLES
from metrics.evaluate import Check, evaluate, evidence
from metrics.evaluate.rows import load_metric_rows
from metrics.evaluate.sensitivity import CONTROL_RARE, negative_control
from metrics.i18n import locale_for
from metrics.scope import Scope
from tests.companies import asked, drawn

METRICS = catalogue()
RETENTION, RELOCATION = METRICS["retention"], METRICS["relocation"]
TRUTH = json.loads((Path(__file__).parents[2] / "sample_data" / "truth.json").read_text())
AS_OF = date(2023, 12, 31)
FACE = (
    '"""It."""\nMETRIC = Metric(title="{name}", question="?", shape="{shape}", '
    'unit="months"{more})\n'
)
SQL = (
    "-- One row per spell.\nselect person_id, last_month as month, has_left as event, "
    "exit_reason as cause from spell"
)
SETTLED_LEAVE, SETTLED_MOVE, OTHERS_LEAVE, OTHERS_MOVE = 0.010, 0.008, 0.030, 0.035
CHOSEN = 0.025


def write(
    folder: Path, name: str, *, shape: str = "time to event", sql: str = SQL, more: str = ""
) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.sql").write_text(sql)
    (folder / f"{name}.py").write_text(FACE.format(name=name, shape=shape, more=more))
    return folder


def company(seed: int, *, preferred: float) -> dict[str, list[dict]]:
    """500 people of whom half are settled, which no column tells: they leave and move less.
    Mentoring does nothing; the settled are `preferred` times as likely to be chosen for it, the
    others as much less."""
    rng, tables = np.random.default_rng(seed), {name: [] for name in TABLES}
    for i in range(500):
        settled, mentor = rng.random() < 0.5, i < 25
        left = 0 if mentor else 1 + int(rng.geometric(SETTLED_LEAVE if settled else OTHERS_LEAVE))
        moved = 1 + int(rng.geometric(SETTLED_MOVE if settled else OTHERS_MOVE))
        chosen = int(rng.geometric(CHOSEN * (preferred if settled else 1 / preferred)))
        about = {
            "person_id": f"p{i:03}",
            "department": "Care",
            "grade": "junior",
            "job_family": "nurse",
        }
        tables["staff"].append(
            {
                **about,
                "location": "South",
                "hire_date": date(2021, 1, 1),
                "exit_date": in_month(left) if 0 < left < 36 else None,
            }
        )
        tables["positions"].append({**about, "location": "North", "valid_from": date(2021, 1, 1)})
        if moved < min(left or 36, 36):
            tables["positions"].append(
                {**about, "location": "South", "valid_from": in_month(moved)}
            )
        if not mentor and 2 <= chosen < min(left, 12):
            tables["pairings"].append(
                {
                    "pairing_id": f"m{i}",
                    "mentor_id": f"p{rng.integers(25):03}",
                    "mentee_id": f"p{i:03}",
                    "category": "peer",
                    "start_date": in_month(chosen),
                }
            )
    return tables


def in_month(after: int) -> date:
    """A day so many months after January 2021."""
    return date(2021 + after // 12, after % 12 + 1, 15)


def control(tables: dict[str, list[dict]]) -> Check | None:
    with asked(tables, as_of=AS_OF) as session:
        return negative_control(session, RETENTION, evaluate(RETENTION, session))


def test_only_a_move_in_the_same_job_to_another_known_location_counts_from_the_month_it_holds():
    tables = drawn(
        staff="""
            person_id | hire_date  | exit_date  | department | grade  | job_family | location
            ann       | 2020-01-01 |            | Care       | junior | nurse      | North
            bea       | 2020-01-01 |            | Care       | senior | nurse      | South
            cas       | 2020-01-01 |            | Care       | junior | nurse      | North
            dov       | 2020-01-01 | 2020-06-30 | Care       | junior | nurse      | North
            dov       | 2021-01-01 |            | Care       | junior | nurse      | South
            eva       | 2020-01-01 |            | Care       | junior | nurse      |
        """,
        positions="""
            person_id | valid_from | department | grade  | job_family | location
            ann       | 2020-01-01 | Care       | junior | nurse      | North
            ann       | 2021-03-15 | Care       | junior | nurse      | South
            ann       | 2022-05-01 | Care       | junior | nurse      | North
            bea       | 2020-01-01 | Care       | junior | nurse      | North
            bea       | 2021-03-01 | Care       | senior | nurse      | South
            cas       | 2020-01-01 | Care       | junior | nurse      | North
            cas       | 2021-02-01 | Care       | junior | tutor      | South
            cas       | 2022-02-01 | Care       | junior | tutor      | South
            dov       | 2020-01-01 | Care       | junior | nurse      | North
            dov       | 2021-01-01 | Care       | junior | nurse      | South
            eva       | 2020-01-01 | Care       | junior | nurse      |
            eva       | 2021-02-01 | Care       | junior | nurse      | South
        """,
        pairings=(
            "pairing_id | mentor_id | mentee_id | category | start_date\n m1 | cas | ann | "
            "peer | 2021-01-10"
        ),
    )
    with asked(tables, as_of=AS_OF) as session:
        load_metric_rows(session, RELOCATION, {})
        found = session.rows(
            "select person_id, month, event, cause from metric_rows order by month"
        )
    assert found == [("ann", 2021 * 12 + 3, 1, "South"), ("ann", 2022 * 12 + 4, 1, "North")]


def test_selection_on_an_unrecorded_trait_shows_in_the_control_and_a_lottery_does_not():
    by_lot = [control(company(seed, preferred=1)).passed for seed in range(5)]
    unseen = [control(company(seed, preferred=2.5)).passed for seed in range(5)]
    assert unseen == [False] * 5
    assert by_lot.count(True) >= 4 and None not in by_lot


def test_on_the_sample_company_the_negative_control_shows_no_effect(
    sample_session,
):
    moved = evaluate(RELOCATION, sample_session)
    assert moved.estimate.low < TRUTH["relocation"]["estimate"] < moved.estimate.high
    check = evidence(RETENTION, sample_session).sensitivity[-1]
    assert check.name == "negative_control" and check.passed
    assert check.values["estimate"] == pytest.approx(moved.estimate.estimate, abs=1e-3)
    assert "finds no clear difference" in locale_for("en")(check.text, **check.values)


def test_the_control_is_evaluated_in_the_scope_of_the_answer(sample_session):
    scope = Scope.of({"department": "Sales"})
    alone = evaluate(RELOCATION, sample_session, scope)
    check = evidence(RETENTION, sample_session, scope).sensitivity[-1]
    assert check.values["estimate"] == pytest.approx(alone.estimate.estimate, abs=1e-3)


def test_a_control_that_never_happens_tests_nothing_and_says_so():
    tables = company(1, preferred=1)
    tables["positions"] = []
    check = control(tables)
    assert check.passed is None
    assert check.text == CONTROL_RARE
    assert (check.values["mentees"], check.values["others"]) == (0, 0)


def test_without_an_answer_or_a_control_there_is_no_negative_control(sample_session):
    assert not [
        one
        for one in evidence(METRICS["performance"], sample_session).sensitivity
        if one.name == "negative_control"
    ]
    untold = replace(evaluate(RETENTION, sample_session), estimate=None)
    assert negative_control(sample_session, RETENTION, untold) is None


def test_a_control_in_the_folder_of_the_metric_comes_first_and_its_fault_leaves_the_rest(
    tmp_path, sample_session
):
    more = ', control="relocation"'
    assert control_of(read(write(tmp_path / "one", "mine", more=more) / "mine.sql")) == RELOCATION
    own = write(tmp_path / "one", "relocation", sql="-- One row.\nselect nobody from spell")
    mine = read(own / "mine.sql")
    assert control_of(mine).sql == own / "relocation.sql"
    found = evidence(mine, sample_session).sensitivity
    assert {"e_value", "randomisation"} < {check.name for check in found}
    assert found[-1].passed is None and str(own / "relocation.sql") in str(found[-1].values["why"])


@pytest.mark.parametrize(
    ("shape", "more", "says"),
    [
        (
            "time to event",
            ', control="nowhere"',
            "mine.py: there is no metric 'nowhere' to serve as control. Put",
        ),
        (
            "time to event",
            ', control="performance"',
            "mine.py: the control 'performance' is of shape 'panel'; name a time",
        ),
        ("time to event", ', control="mine"', "mine.py: a metric cannot be its own control"),
        (
            "panel",
            ', control="relocation"',
            "mine.py: control is only for a time to event, and shape is 'panel'",
        ),
    ],
)
def test_a_control_that_cannot_serve_is_refused_in_a_sentence_that_names_the_file(
    tmp_path, shape, more, says
):
    with pytest.raises(MetricError, match=re.escape(says)):
        catalogue([write(tmp_path / "own", "mine", shape=shape, more=more)])
