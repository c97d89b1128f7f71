"""Hidden experts by values: who is named among comparable colleagues, and who is not."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from scipy import stats

from metrics.experts.find import measure_experts
from metrics.experts.score_outliers import (
    LEAST_OTHERS,
    PeriodScores,
    ScoredExperts,
    find_score_outliers,
)
from tests.companies import asked, drawn

PEOPLE, PERIODS, SWING = 12, 8, 1.0
LEVELS = np.array([9.0, -1.5, -1.0, -0.6, -0.3, -0.1, 0.1, 0.3, 0.6, 1.0, 1.5, 0.0])
QUARTERS = [
    f"{year}-{end}" for year in (2023, 2024) for end in ("03-31", "06-30", "09-30", "12-31")
]


def company(levels: np.ndarray = LEVELS, *, periods: int = PERIODS) -> np.ndarray:
    """People by periods: their level, and one up and one down in turns; half of them begin with
    up."""
    turns = np.where((np.arange(len(levels))[:, None] + np.arange(periods)) % 2, SWING, -SWING)
    return levels[:, None] + turns + 5 * np.sin(np.arange(periods))


def judged(
    value: np.ndarray,
    *,
    more: bool = True,
    eligible: np.ndarray | None = None,
    cell: np.ndarray | None = None,
):
    people, periods = value.shape
    cells = np.tile(np.arange(periods), people) if cell is None else cell
    here = np.ones(people, dtype=bool) if eligible is None else eligible
    return find_score_outliers(
        PeriodScores(
            np.repeat(np.arange(people), periods), cells, value.ravel(), people, here, more
        )
    )


def test_a_person_far_beyond_the_spread_is_named_and_the_best_of_the_others_is_not():
    found = judged(company())
    assert found.named.tolist() == [True] + [False] * 11
    assert 0.5 < found.spread < 3 and found.assessed.all()
    assert not judged(company(np.where(LEVELS == 9, 0.4, LEVELS))).named.any()


def test_the_mean_leaves_out_own_rows_and_is_shrunk_as_by_hand():
    found = judged(company())
    beside = (LEVELS - LEVELS.mean()) * 12 / 11
    assert found.means.mean == pytest.approx(beside)
    error = (
        (12 / 11 * SWING) ** 2 * 8 / 7 / 8
    )  # variance of a mean of eight periods that go up and down by one
    assert found.means.se == pytest.approx(np.full(12, np.sqrt(error)))
    pull = error / beside.var(ddof=1) * 9 / 11
    assert [found.cautious[i].estimate for i in range(12)] == pytest.approx((1 - pull) * beside)


def test_if_lower_is_better_the_person_with_lower_values_is_named():
    assert judged(-company(), more=False).named.tolist() == [True] + [False] * 11
    assert not judged(company(), more=False).named.any(), (
        "who has less is not named where more is better"
    )


def test_one_good_half_is_not_enough():
    value = company(np.where(LEVELS == 9, 0.0, LEVELS), periods=60)
    value[0, :30] += 30
    value[0, 30:] -= 2
    assert judged(value).p[0] < 0.001 and not judged(value).named.any()


def test_fewer_than_six_periods_or_ten_colleagues_are_not_assessed():
    assert not judged(company(periods=5)).assessed.any() and judged(company(periods=6)).named[0]
    assert judged(company(LEVELS[:11])).named[0]
    few = judged(company(LEVELS[:LEAST_OTHERS]))
    assert not few.assessed.any() and np.isnan(few.p).all() and not few.named.any()


def test_a_leaver_is_not_named_and_constant_values_are_not_assessed():
    gone = np.arange(12) != 0
    assert not judged(company(), eligible=gone).named.any()
    assert not judged(np.full((12, 8), 4.0)).assessed.any()


def test_nobody_is_compared_across_kinds_of_work():
    # twelve who sell at 100 and twelve who sell at 0, each among their own
    two = np.vstack(
        [company(np.append(LEVELS[1:], 0.2)) + 100, company(np.append(LEVELS[1:], 0.2))]
    )
    cells = np.concatenate([np.tile(np.arange(8), 12), 8 + np.tile(np.arange(8), 12)])
    assert not judged(two, cell=cells).named.any()


FIRST, OTHER = "Sales | field | senior", "Sales | | junior"


def found_in(
    value: np.ndarray, *, exposure: np.ndarray | str = "", first: str = FIRST, other: str = OTHER
) -> ScoredExperts:
    """The answer where person i has `value[i]` in the quarters; the `first` fourteen work so, the
    others otherwise."""
    staff = "person_id | hire_date | department | job_family | grade\n" + "\n".join(
        f"P{i:02} | 2020-01-01 | {first if i < 14 else other}" for i in range(27)
    )
    work = np.broadcast_to(exposure, value.shape)
    lines = [
        f"P{i:02} | {quarter} | sales | {value[i, t]} | EUR | {work[i, t]} | more"
        for i in range(len(value))
        for t, quarter in enumerate(QUARTERS)
    ]
    tables = drawn(
        staff=staff,
        measures="\n".join(
            ["person_id | period_end | measure | value | unit | exposure | better", *lines]
        ),
    )
    with asked(tables, as_of=date(2024, 12, 31)) as session:
        (found,) = measure_experts(session)
    return found


def sales() -> np.ndarray:
    """Fourteen seniors in field sales around 100; thirteen juniors without a job family around
    50."""
    around = np.append(LEVELS[1:], [0.2, 0.4, -0.4])
    return np.vstack([company(around + 100.5), company(around[:13] + 50.25)])


def test_the_best_seller_among_the_same_work_and_grade_is_named():
    value = sales()
    value[3] += 12
    found = found_in(value)
    (expert,) = found.experts
    assert (expert.person_id, expert.department, expert.job_family, expert.periods) == (
        "P03",
        "Sales",
        "field",
        8,
    )
    assert (found.measure, found.unit, found.more, found.owners, found.assessed) == (
        "sales",
        "EUR",
        True,
        27,
        27,
    )
    field = value[:14].mean(axis=1)
    assert expert.better == pytest.approx((field[3] - field.mean()) * 14 / 13)
    assert 0 < expert.cautious_low < expert.cautious < expert.better < expert.high
    assert found.by_size == (
        (0, 6, 0),
        (6, 12, 27),
        (12, 24, 0),
        (24, 36, 0),
        (36, 60, 0),
        (60, np.inf, 0),
    )
    assert found.colleagues == {("Sales", ""): 27, ("Sales", "field"): 14}
    assert found_in(sales()).experts == (), "seniors are not held against juniors"


def test_the_interval_of_a_selected_person_allows_for_the_selection():
    value = sales()
    value[3] += 12
    (expert,) = found_in(value).experts
    se = np.sqrt((14 / 13) ** 2 * 8 / 7 / 8)
    half = (expert.high - expert.low) / 2
    assert half == pytest.approx(stats.t.ppf(1 - 0.05 / 27 / 2, 7) * se, rel=0.05)


def test_a_person_without_a_job_family_is_compared_within_the_department():
    value = sales()
    value[20] += 12
    (expert,) = found_in(value).experts
    assert (expert.person_id, expert.job_family) == ("P20", "")


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("Sales | field | senior", "Sales | field | junior"),
        ("Sales | field | senior", "Sales | phone | senior"),
        ("Sales | | senior", "Care | | senior"),
    ],
    ids=["grade", "job family", "department where no job family is known"],
)
def test_nobody_is_compared_across(first, other):
    value = sales()
    value[20] += 12
    (expert,) = found_in(value, first=first, other=other).experts
    alike = value[14:].mean(axis=1)
    assert expert.person_id == "P20"
    assert expert.better == pytest.approx((alike[6] - alike.mean()) * 13 / 12)


def test_one_job_family_is_compared_across_departments():
    value = company(np.tile(LEVELS[1:10], 3))
    value[20] += 12
    (expert,) = found_in(value, other="Care | field | senior").experts
    levels = value.mean(axis=1)
    assert expert.better == pytest.approx((levels[20] - levels.mean()) * 27 / 26)


def test_whole_sums_are_compared_per_hour_and_shown_for_the_usual_amount_of_work():
    per_hour = np.round(sales() * 10)
    per_hour[3] += 120
    hours = np.random.default_rng(2).choice([200, 400, 800], per_hour.shape)
    known = hours.astype(object)
    known[3, 0] = ""
    found = found_in(per_hour * hours, exposure=known)
    (expert,) = found.experts
    usual = (hours.sum() - hours[3, 0]) / (hours.size - 1)
    first = per_hour[:14]
    beside = first[3] - (first.sum(axis=0) - first[3]) / 13
    assert (expert.person_id, expert.periods, found.assessed) == ("P03", 7, 27), (
        "a quarter without hours tells nothing"
    )
    assert expert.better == pytest.approx(beside[1:].mean() * usual)


def test_whole_sums_are_scaled_to_the_usual_amount_of_work():
    value = np.round(sales() * 1000)
    value[3] += 12000
    per_hour = found_in(value, exposure="400")
    assert per_hour.experts[0].better == pytest.approx(found_in(value + 0.5).experts[0].better)
