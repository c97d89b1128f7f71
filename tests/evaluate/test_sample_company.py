"""On the sample company the answers hold the truth that was planted, and the naive twins do not."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from metrics.catalog import catalogue
from metrics.evaluate import evaluate, evaluate_by
from metrics.warehouse import snapshot
from metrics.warehouse.folder_check import check_folder
from sample_data.generate import generate
from tests.conftest import TODAY

METRICS = catalogue()
TRUTH = json.loads((Path(__file__).parents[2] / "sample_data" / "truth.json").read_text())


@pytest.mark.parametrize("name", ["retention", "performance"])
def test_the_interval_includes_the_truth_and_the_naive_one_does_not(sample_session, name):
    answer = evaluate(METRICS[name], sample_session)
    truth = TRUTH[name]["estimate"]
    assert answer.estimate.low <= truth <= answer.estimate.high
    assert answer.direction == "more"
    assert not answer.naive.interval.low <= truth <= answer.naive.interval.high
    assert answer.naive.interval.estimate > 1.5 * truth


@pytest.mark.parametrize("name", ["retention", "performance"])
def test_the_category_that_does_nothing_is_not_called_effective(sample_session, name):
    nothing = [category for category, effect in TRUTH[name]["by_category"].items() if effect == 0]
    assert nothing
    groups = evaluate_by(METRICS[name], sample_session, "category")
    assert all(groups[category].direction not in ("more", "less") for category in nothing)
    assert any(group.direction == "more" for group in groups.values())


def test_the_twelve_month_companions_hold_their_truth_too(sample_session):
    answer = evaluate(METRICS["retention"], sample_session)
    months, points = answer.companions["months_12"], answer.companions["share_12"]
    assert months.low <= TRUTH["retention"]["estimate_12"] <= months.high
    assert points.low <= TRUTH["retention"]["retention_12_points"] / 100 <= points.high


def test_a_company_in_which_mentoring_does_nothing_is_not_called_effective(tmp_path):
    truth = generate(tmp_path, seed=2, effect=False)
    assert truth["retention"]["estimate"] == truth["performance"]["estimate"] == 0
    with duckdb.connect() as con:
        report = check_folder(tmp_path, con=con, today=TODAY)
        assert report.accepted
        with snapshot.ask_unpublished(con, report) as session:
            for name in ("retention", "performance"):
                answer = evaluate(METRICS[name], session)
                assert answer.direction in ("unclear", "negligible")
                assert answer.naive.interval.low > 0, (
                    "the naive comparison claims an effect where there is none"
                )


def test_everybody_paired_is_accounted_for(sample_session):
    answer = evaluate(METRICS["retention"], sample_session)
    paired = sample_session.rows("select count(*) from first_pairing")[0][0]
    assert answer.n_asked == paired == answer.n_mentees + sum(answer.dropped.values())
    answer = evaluate(METRICS["performance"], sample_session)
    assert answer.n_asked == paired == answer.n_mentees + sum(answer.dropped.values())
