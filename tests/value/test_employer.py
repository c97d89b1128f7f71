"""What a company says of itself as an employer moves what a reward costs, and stands among what is
assumed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from metrics.rewards.faults import appraisal_faults
from metrics.rewards.model import appraise
from metrics.value.assumptions import STATED
from metrics.value.company_facts import facts_from_dict
from metrics.value.employer import USUAL, USUALLY, Employer, employer_settings
from tests.rewards.round_company import ASSUMPTIONS, FACTS, cent, plan, scenario


def rewards(
    form: str, amount: float, employer: Employer, *, used: float = 0.0, **more: object
) -> float:
    """What the rewards of one year cost at base: 8 mentors get cash, 10 get a gift each quarter
    twice."""
    facts = replace(FACTS, employer=employer, free_space_used=used)
    lines = appraise(scenario(plan(form, amount, **more)), facts, ASSUMPTIONS).lines
    return sum(line.base for line in lines if line.name == "reward")


@pytest.mark.parametrize(
    ("employer", "charges"),
    [
        (USUAL, 0.1849),
        (Employer(size="small"), 0.1713),
        (Employer(contracts="flexible"), 0.2349),
        (Employer(return_to_work=0.0052), 0.1749),  # a point less than the average of 1.52 %
    ],
)
def test_a_bonus_bears_the_charges_of_this_employer(employer, charges):
    assert rewards("cash", 500, employer) == cent(4_000 * (1 + charges))


def test_holiday_pay_on_a_bonus_is_paid_with_charges_on_it():
    assert rewards("cash", 500, Employer(holiday_pay=0.08)) == cent(4_000 * 1.08 * 1.1849)


@pytest.mark.parametrize(
    ("employer", "counted"),
    [
        (USUAL, 4.05),
        (Employer(lunch="snack"), 0),
        (Employer(lunch="outside"), 25),
        (Employer(meal=3.0), 3.0),
    ],
)
def test_the_employer_decides_what_a_lunch_counts_for(employer, counted):
    # With no free space left all that counts bears the levy; 11 start and 0.84 of them meet their
    # hours.
    assert rewards("lunch", 25, employer, used=1e6) == cent(11 * 0.84 * (25 + 0.8 * counted))


def test_the_companys_own_wages_give_its_free_space():
    # 1 million of wages: 8,000 + 600,000 x 1.18 % = 15,080; 15,000 is used, so that 80 of the 2,000
    # euros fit in.
    own = rewards("gift", 100, Employer(wage_bill=1e6), used=15_000, when="quarterly")
    assert own == cent(2_000 + 0.8 * 1_920)


def test_the_companys_own_value_of_a_meal_replaces_one_that_is_not_published():
    lunch = scenario(plan("lunch", 25), tax_year=2027)
    assert [one.place for one in appraisal_faults(lunch, ASSUMPTIONS)] == [
        "categories.sales.reward.form"
    ]
    assert appraisal_faults(lunch, ASSUMPTIONS, Employer(meal=4.2)) == ()


def test_the_employer_is_saved_with_a_plan_and_an_older_plan_has_the_usual_one():
    own = replace(FACTS, employer=Employer(size="small", meal=4.2))
    assert facts_from_dict(own.as_dict()) == own
    before = own.as_dict()
    del before["employer"]
    assert facts_from_dict(before).employer == USUAL


def test_every_setting_says_whether_the_company_stated_it():
    settings = {
        one.name: one for one in employer_settings(Employer(lunch="outside", return_to_work=0.01))
    }
    assert {name for name, one in settings.items() if one.source == STATED} == {
        "lunch",
        "return_to_work",
    }
    assert (settings["size"].value, settings["size"].source, settings["meal"].value) == (
        "medium or large",
        USUALLY,
        None,
    )
