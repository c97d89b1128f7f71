"""Tax rules: sourced year by year, worked out by hand, and never of another year than was asked
for."""

from __future__ import annotations

import math

import pytest

from metrics.i18n import locale_for
from metrics.value.assumptions import GRADES
from metrics.value.tax import RATE_MEANINGS, TaxError, free_space, published_rates, tax_rules

RATES = [
    rate
    for years in published_rates().values()
    for rates in years.values()
    for rate in rates.values()
]


@pytest.mark.parametrize("rate", RATES, ids=lambda rate: f"{rate.year}-{rate.name}")
def test_every_rate_has_a_meaning_a_grade_and_a_source_and_its_bands_rise_from_zero(rate):
    assert rate.name in RATE_MEANINGS and rate.grade in GRADES and rate.source
    starts = [start for start, _ in rate.bands]
    assert starts[0] == 0 and starts == sorted(set(starts))


def test_every_meaning_has_a_rate():
    assert set(RATE_MEANINGS) == {rate.name for rate in RATES}


@pytest.mark.parametrize(
    ("year", "wage_bill", "expected"),
    [
        (2024, 400_000, 7_680.00),  # 1.92 % x 400,000
        (2024, 1_000_000, 14_760.00),  # 7,680 + 1.18 % x 600,000
        (2025, 1_000_000, 15_080.00),  # 8,000 + 7,080
        (2026, 399_999, 7_999.98),  # 2 % x 399,999
        (2026, 400_001, 8_000.0118),  # 8,000 + 1.18 % x 1
        (2026, 5_000_000, 62_280.00),  # 8,000 + 1.18 % x 4,600,000
        (2027, 5_000_000, 62_920.00),  # 8,640 + 54,280
        (2026, 0, 0.00),
    ],
)
def test_free_space_is_two_bands_of_the_wage_bill(year, wage_bill, expected):
    assert free_space(tax_rules("NL", year), wage_bill) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("year", "small", "large"),
    [
        (2024, 0.1711, 0.1847),  # 2.64 + 6.18 or 7.54 + 0.50 + 1.22 + 6.57
        (2025, 0.1736, 0.1872),  # 2.74 + 6.28 or 7.64 + 0.50 + 1.33 + 6.51
        (2026, 0.1713, 0.1849),  # 2.74 + 6.27 or 7.63 + 0.50 + 1.52 + 6.10
    ],
)
def test_charges_are_the_sum_of_the_years_premiums(year, small, large):
    rules = tax_rules("NL", year)
    assert rules.charges(size="small") == pytest.approx(small)
    assert rules.charges() == pytest.approx(large)
    assert rules.charges(contracts="flexible") == pytest.approx(large + 0.05)


def test_each_year_has_its_own_income_tax():
    assert tax_rules("NL", 2024).rate("income_tax").bands == ((0, 0.3697), (75_518, 0.4950))
    assert tax_rules("NL", 2025).rate("income_tax").bands == (
        (0, 0.3582),
        (38_441, 0.3748),
        (76_817, 0.4950),
    )
    assert tax_rules("NL", 2026).rate("income_tax").bands == (
        (0, 0.3575),
        (38_883, 0.3756),
        (78_426, 0.4950),
    )


@pytest.mark.parametrize("year", [2023, 2028])
def test_a_year_without_rules_is_an_error_that_names_the_years_there_are(year):
    with pytest.raises(TaxError) as error:
        tax_rules("NL", year)
    assert error.value.values == {"year": str(year), "known": "2024, 2025, 2026, 2027"}


def test_a_rate_not_known_of_a_year_is_an_error_that_names_the_years_it_is_known_of():
    with pytest.raises(TaxError) as error:
        tax_rules("NL", 2027).charges()
    assert error.value.values == {
        "year": "2027",
        "rate": RATE_MEANINGS["unemployment_permanent"],
        "known": "2024, 2025, 2026",
    }


def test_a_profile_that_does_not_exist_is_an_error_that_names_those_that_do():
    with pytest.raises(TaxError) as error:
        tax_rules("BE", 2026)
    assert error.value.values == {"profile": "BE", "known": "NL, none"}


def test_an_error_is_a_sentence_for_its_reader():
    with pytest.raises(TaxError) as caught:
        tax_rules("NL", 2031)
    assert caught.value.message(locale_for("en")) == str(caught.value)


def test_a_negative_wage_bill_is_an_error():
    with pytest.raises(TaxError) as error:
        free_space(tax_rules("NL", 2026), -1)
    assert error.value.values == {"value": -1}


def test_without_tax_rules_any_year_goes_and_there_is_no_limit():
    rules = tax_rules("none", 1999)
    assert not rules.taxed and free_space(rules, 1_000_000) == math.inf
