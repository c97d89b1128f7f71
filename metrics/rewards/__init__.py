"""The reward model: a scenario of rewards, its appraisal, pay range, precedent risk and message.

A scenario and the company's facts go in (`scenario`, `metrics.value.company_facts`); `model` brings
together costs, benefits, tax, response and uncertainty.
"""

from metrics.rewards.announcement import write_announcement
from metrics.rewards.appraisal import Appraisal
from metrics.rewards.faults import appraisal_faults
from metrics.rewards.model import appraise, do_nothing, workings
from metrics.rewards.pay_range import PayRange, find_pay_range
from metrics.rewards.precedent import PrecedentRisk, assess_precedent
from metrics.rewards.scenario import (
    CategoryPlan,
    Fault,
    RewardPlan,
    Scenario,
    ScenarioError,
    scenario_from_dict,
    todays_plan,
)

__all__ = [
    "Appraisal",
    "CategoryPlan",
    "Fault",
    "PayRange",
    "PrecedentRisk",
    "RewardPlan",
    "Scenario",
    "ScenarioError",
    "appraisal_faults",
    "appraise",
    "assess_precedent",
    "do_nothing",
    "find_pay_range",
    "scenario_from_dict",
    "todays_plan",
    "workings",
    "write_announcement",
]
