"""The finance room: assumptions with their source, the price of hours inside and outside, the value
of outcomes.

Two lenses on the same hours: what they returned (`measure_return`), and what they would have cost
from outside (`hours_by_category`). They are never added together.
"""

from metrics.value.assumptions import Assumption, AssumptionError, load_assumptions, run_values
from metrics.value.attribution import AttributedReturn, Attribution, attribute_return
from metrics.value.draws import Range
from metrics.value.hours import CategoryHours, hours_by_category
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
    "Multiplier",
    "MeasuredResponse",
    "Offer",
    "Offers",
    "MentoringReturn",
    "Range",
    "RewardResponse",
    "ResponseError",
    "Study",
    "studies_about",
    "load_assumptions",
    "attribute_return",
    "hours_by_category",
    "measure_offers",
    "measure_return",
    "predict_response",
    "run_values",
    "studies",
]
