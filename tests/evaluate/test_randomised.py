"""The answer by lottery about a generated company of which the effect is known."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from typer.testing import CliRunner

from metrics.cli import app
from metrics.disclosure import release
from metrics.disclosure.lottery_text import DRAWN
from metrics.evaluate import evidence
from metrics.evaluate.lottery_data import panel_data, time_data
from metrics.evaluate.randomised import lottery_answer
from metrics.loading import open_folder
from tests.dashboard.reading import says
from tests.lottery.company import LotteryCompany, drawn_company, write_after

SCHEMA = Path(__file__).parents[2] / "metrics" / "disclosure" / "answer.schema.json"


@pytest.fixture(scope="module")
def company() -> LotteryCompany:
    return drawn_company(7, hazard_ratio=0.2)


@pytest.fixture(scope="module")
def won(company) -> set[str]:
    return set(np.random.default_rng(5).permutation(company.candidates)[:110].tolist())


@pytest.fixture(scope="module")
def files(company, won, tmp_path_factory) -> Path:
    """The files of the company two years after the draw."""
    entries = {one: one in won for one in company.candidates}
    return write_after(company, tmp_path_factory.mktemp("after"), won, entries=entries)


@pytest.fixture(scope="module")
def asked(files) -> Iterator[object]:
    """The measurements of the company two years after the draw."""
    with open_folder(files) as opened:
        yield opened._known


def read(asked, metric: str):
    return asked.lottery_answer(metric)


def test_the_months_gained_are_recovered_within_the_interval(asked, company):
    by_draw, of_part = company.months_gained()
    found = read(asked, "retention")
    assert (found.drawn, found.others, found.horizon) == (110, 130, 24)
    assert found.by_draw.interval.low <= by_draw <= found.by_draw.interval.high
    part = found.taking_part.interval
    assert part.low <= of_part <= part.high and not found.taking_part.weak
    assert found.trusted


def test_being_drawn_is_the_difference_of_mean_months_counted_one_by_one(asked, company, won):
    took = {one for one in won if company.willing[one]}
    months = {one: company.months(one, mentored=one in took) for one in company.candidates}
    mean = [np.mean([months[p] for p in months if (p in won) == arm]) for arm in (True, False)]
    plain = read(asked, "retention").by_draw_plain.interval.estimate
    assert plain == pytest.approx(mean[0] - mean[1], abs=1e-9)


def test_the_points_gained_are_recovered_and_earlier_scores_narrow_the_interval(asked, company):
    found = read(asked, "performance")
    points = company.scenario.points
    low, high = found.taking_part.interval.low, found.taking_part.interval.high
    assert low <= points * (2 / 3 + 3) / 4 + 0.02 and points * (2 / 3) <= high
    assert found.by_draw.interval.low > 0
    assert found.variance_share > 0.2


def test_the_checks_pass_and_say_who_got_a_mentor(asked, company, won):
    checks = {one.name: one for one in read(asked, "retention").checks}
    assert checks["sample_ratio"].passed and checks["balance"].passed
    share = np.mean([company.willing[one] for one in won])
    assert checks["no_shows"].values["percent"] == pytest.approx(100 * share)
    assert checks["crossover"].values["percent"] == 0


def test_the_lottery_is_a_cross_check_of_the_headline(asked):
    (check,) = (
        one
        for one in asked.ask(
            lambda s: evidence(asked.metric("performance"), s, run=asked.run)
        ).cross_checks
        if one.name == "lottery"
    )
    assert check.estimate == read(asked, "performance").taking_part.interval
    assert check.agrees is True


def test_candidates_that_were_taken_out_of_the_file_are_noticed(company, won, tmp_path):
    losers = [one for one in company.candidates if one not in won]
    kept = {one: one in won for one in company.candidates if one not in set(losers[:70])}
    folder = write_after(company, tmp_path, won, entries=kept)
    text = (
        (folder / "lottery_entries.csv").read_text().replace(str(110 / len(kept)), str(110 / 240))
    )
    (folder / "lottery_entries.csv").write_text(text)
    with open_folder(folder) as opened:
        found = opened.lottery_answer("retention")
    assert not found.trusted
    assert [one.name for one in found.checks if one.passed is False] == ["sample_ratio"]


def test_without_a_lottery_and_for_a_total_there_is_no_answer(sample_session):
    from metrics import catalogue

    for name in ("retention", "mentoring_hours"):
        assert lottery_answer(sample_session, catalogue()[name]) is None


def test_too_few_candidates_are_told_and_nothing_else_is_released(company, won, tmp_path):
    few = {one: one in won for one in company.candidates[:12]}
    folder = write_after(company, tmp_path, won, entries=few)
    with open_folder(folder) as opened:
        found = opened.lottery_answer("retention")
    assert found.by_draw is None and found.taking_part is None and not found.balance
    assert [one.passed for one in found.checks] == [False]
    assert set(found.checks[0].values.values()) <= {"<10", 10}


def test_shares_of_few_people_are_released_in_tens_of_percent(asked):
    found = read(asked, "retention")
    few = replace(found, drawn=20)
    percent = [one.values["percent"] for one in release(few).checks if one.name == "no_shows"]
    assert percent[0] % 10 == 0


def test_lotteries_too_recent_for_the_horizon_are_left_out_as_a_whole():
    n = 40
    rows = {
        "lottery_id": np.repeat(["1", "2"], 20), "stratum": np.full(n, ""), "cluster": np.full(n, ""),
        "person_id": np.arange(n).astype(str), "drawn": np.tile([1, 0], 20),
        "chance": np.full(n, 0.5), "u": np.full(n, 11), "event": np.zeros(n, dtype=int),
        "followed": np.repeat([24, 7], 20), "pair_month": np.full(n, np.nan),
        "draw_month": np.full(n, 10), "score": np.full(n, 3.0), "tenure": np.full(n, 9),
    }  # fmt: skip
    data = time_data(rows)
    assert (data.horizon, len(data.value), data.dropped) == (24, 20, {"too_recent": 20})
    panel = {
        **rows,
        "value": np.full(n, 3.0),
        "earlier": np.full(n, np.nan),
        "review_months": np.full(n, 6),
    }
    assert panel_data(panel).earlier.shape == (n, 0), "nobody has an earlier value"


def test_evaluate_gives_the_answer_by_lottery_in_json_and_in_words(asked, files):
    by_draw = read(asked, "retention").by_draw.interval
    arguments = ["evaluate", "retention", "--data", str(files)]
    found = json.loads(CliRunner().invoke(app, [*arguments, "--json"]).stdout)
    jsonschema.validate(found, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert found["lottery"]["by_draw"]["estimate"] == pytest.approx(by_draw.estimate)
    assert (found["lottery"]["drawn"], found["lottery"]["trusted"]) == (110, True)
    text = " ".join(CliRunner().invoke(app, arguments).stdout.split())
    assert says(text, DRAWN, amount=f"{by_draw.estimate:+.1f} months")
    about_mentors = json.loads(
        CliRunner().invoke(app, [*arguments, "--of", "mentors", "--json"]).stdout
    )
    assert about_mentors["lottery"] is None
