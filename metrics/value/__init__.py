"""Prices and values: assumptions, hours inside and outside, what mentoring returned, Dutch tax.

The same hours are seen in two ways: what they returned (`measure_return`), and what they would have
cost from outside (`hours_by_category`). The two are never added.
"""

from metrics.value.assumptions import Assumption, AssumptionError, load_assumptions, run_values
from metrics.value.attribution import AttributedReturn, Attribution, attribute_return
from metrics.value.draws import Quantiles, Range
from metrics.value.hours import CategoryHours, hours_by_category
from metrics.value.measured_facts import UnstartedCategories, measure_company, outcome_metrics
from metrics.value.mentoring_return import MentoringReturn, measure_return
from metrics.value.offers import MeasuredResponse, Offer, Offers, measure_offers
from metrics.value.published import Study, studies, studies_about
from metrics.value.reward_response import (
    Multiplier,
    ResponseError,
    RewardResponse,
    predict_response,
)

__all__ = [
    "Assumption",
    "AssumptionError",
    "AttributedReturn",
    "Attribution",
    "CategoryHours",
    "MeasuredResponse",
    "MentoringReturn",
    "Multiplier",
    "Offer",
    "Offers",
    "Quantiles",
    "Range",
    "ResponseError",
    "RewardResponse",
    "Study",
    "UnstartedCategories",
    "attribute_return",
    "hours_by_category",
    "load_assumptions",
    "measure_company",
    "measure_offers",
    "measure_return",
    "outcome_metrics",
    "predict_response",
    "run_values",
    "studies",
    "studies_about",
]
