"""Who is named in companies without an expert, and with one: the fast subset of
`tests/calibration/experts.md`."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest
from scipy import stats

from metrics.experts.count_outliers import find_count_outliers
from metrics.experts.find import Experts, customer_experts
from metrics.warehouse import snapshot
from metrics.warehouse.folder_check import check_folder
from sample_data.generate import generate
from tests.calibration.experts import LARGE, SMALL, company, portfolios, power, without_expert

TODAY = date(2026, 6, 1)


def test_without_an_expert_somebody_is_named_in_no_more_than_one_company_of_twenty():
    named, smallest = without_expert(150, 7, SMALL)
    assert len(smallest) == 150
    assert stats.binomtest(named, 150).proportion_ci(0.95).low <= 0.05


def test_many_of_each_company_are_assessed():
    seen = company(np.random.default_rng(1), accounts=portfolios(np.random.default_rng(1), SMALL))
    assert find_count_outliers(seen.counts).assessed.sum() >= 10


def test_expected_losses_are_near_those_by_the_true_rates():
    rng = np.random.default_rng(2)
    seen = company(rng, accounts=portfolios(rng, SMALL))
    large = seen.true_expected >= 10
    assert find_count_outliers(seen.counts).expected[large] == pytest.approx(
        seen.true_expected[large], rel=0.2
    )


def test_a_large_portfolio_that_loses_half_as_many_is_found_nearly_as_often_as_with_true_rates_known():
    seen = power(40, 7, LARGE, size=80, ratio=0.4, threshold=0.05)
    assert seen.low <= seen.ratio and seen.found >= 0.9 * seen.known and seen.found > 0.9


def test_among_few_owners_a_portfolio_that_is_much_of_the_standard_is_found_nearly_as_often_too():
    seen = power(150, 7, SMALL, size=80, ratio=0.7, threshold=0.054)
    assert 0.3 < seen.known < 0.8
    assert seen.found >= 0.9 * seen.known, "0.94 of 3,000 companies; with all weights 1 it is 0.85"


def test_an_average_owner_is_hardly_ever_named():
    assert power(40, 7, LARGE, size=50, ratio=1.0, threshold=0.05).found <= 0.05


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3, 4, 5])
def test_a_whole_company_names_its_planted_expert_alone_and_without_that_one_nobody(tmp_path, seed):
    planted = generate(tmp_path, seed=seed)["hidden_expert"]["person_id"]
    assert [one.person_id for one in found_in(tmp_path).experts] == [planted]
    path = tmp_path / "customers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["owner_id"] != planted]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    found = found_in(tmp_path)
    assert found.experts == () and found.owners > 100


def found_in(folder: Path) -> Experts:
    with duckdb.connect() as con:
        report = check_folder(folder, con=con, today=TODAY)
        with snapshot.ask_unpublished(con, report) as session:
            return customer_experts(session)
