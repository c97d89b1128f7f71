"""The finance room: assumptions with their source, the price of hours inside and outside, the value
of outcomes.

Two lenses on the same hours: what they returned (`outcome`), and what they would have cost from
outside (`by_category`). They are never added together.
"""

from metrics.value.assumptions import Assumption, AssumptionError, assumptions, run_values
from metrics.value.attribution import Attributed, Attribution, attribution
from metrics.value.hours import CategoryHours, Range, by_category
from metrics.value.offers import Measured, Offer, Offers, estimated
from metrics.value.outcome import Outcome, outcome
from metrics.value.published import Study, about, studies
from metrics.value.reward_response import Change, Response, ResponseError, response

__all__ = [
    "Assumption",
    "AssumptionError",
    "Attributed",
    "Attribution",
    "CategoryHours",
    "Change",
    "Measured",
    "Offer",
    "Offers",
    "Outcome",
    "Range",
    "Response",
    "ResponseError",
    "Study",
    "about",
    "assumptions",
    "attribution",
    "by_category",
    "estimated",
    "outcome",
    "response",
    "run_values",
    "studies",
]
