"""The reward model: a scenario of rewards, its appraisal, pay range, precedent risk and message.

A scenario and the company's facts go in (`scenario`, `metrics.value.company_facts`); `model` brings
together costs, benefits, tax, response and uncertainty.
"""

from metrics.rewards.announcement import write_announcement
from metrics.rewards.appraisal import CAPACITY, CASH, COST, GAIN, Appraisal, TornadoBar
from metrics.rewards.cash_flows import CASH_FLOW_LINES, LOWEST_MULTIPLIER
from metrics.rewards.costs import MONTHS_PER_YEAR, WEEKS_PER_YEAR, share_meeting
from metrics.rewards.faults import appraisal_faults
from metrics.rewards.inputs import assumptions_in_force, changed_assumptions, is_measured
from metrics.rewards.model import Workings, appraise, do_nothing, workings
from metrics.rewards.pay_range import CLOSED, PayRange, find_pay_range
from metrics.rewards.precedent import NO_RISK, RISK_BANDS, PrecedentRisk, assess_precedent
from metrics.rewards.scenario import (
    HELD,
    LATER_YEARS,
    MOST_MONTHS,
    PROFILES,
    PUBLISHED,
    CategoryPlan,
    Fault,
    RewardPlan,
    Scenario,
    ScenarioError,
    scenario_from_dict,
    todays_plan,
)
from metrics.rewards.tax_terms import free_space_used, tax_rules_of_year, wage_bill, year_list

__all__ = [
    "Appraisal",
    "CAPACITY",
    "CASH",
    "CASH_FLOW_LINES",
    "CLOSED",
    "COST",
    "CategoryPlan",
    "Fault",
    "GAIN",
    "HELD",
    "LATER_YEARS",
    "LOWEST_MULTIPLIER",
    "MONTHS_PER_YEAR",
    "MOST_MONTHS",
    "NO_RISK",
    "PROFILES",
    "PUBLISHED",
    "PayRange",
    "PrecedentRisk",
    "RISK_BANDS",
    "RewardPlan",
    "Scenario",
    "ScenarioError",
    "TornadoBar",
    "WEEKS_PER_YEAR",
    "Workings",
    "appraisal_faults",
    "appraise",
    "assess_precedent",
    "assumptions_in_force",
    "changed_assumptions",
    "do_nothing",
    "find_pay_range",
    "free_space_used",
    "is_measured",
    "scenario_from_dict",
    "share_meeting",
    "tax_rules_of_year",
    "todays_plan",
    "wage_bill",
    "workings",
    "write_announcement",
    "year_list",
]
