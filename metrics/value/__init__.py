"""Prices and values: assumptions, hours inside and outside, what mentoring returned, Dutch tax.

The same hours are seen in two ways: what they returned (`measure_return`), and what they would have
cost from outside (`hours_by_category`). The two are never added.
"""

from metrics.value.assumptions import (
    ENDS,
    Assumption,
    AssumptionError,
    default_assumptions,
    load_assumptions,
    run_values,
)
from metrics.value.attribution import (
    ATTRIBUTION_COLUMNS,
    PERFORMANCE,
    RETENTION,
    AttributedReturn,
    Attribution,
    attribute_return,
)
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import Quantiles, Range
from metrics.value.employer import EMPLOYER_VALUES, Employer, EmployerSetting, employer_settings
from metrics.value.hidden_trait_range import HiddenTraitRange
from metrics.value.hours import CategoryHours, hours_by_category
from metrics.value.measured_facts import UnstartedCategories, measure_company, outcome_metrics
from metrics.value.mentoring_return import MentoringReturn, measure_return
from metrics.value.offers import MeasuredResponse, Offer, Offers, measure_offers
from metrics.value.published import (
    LOG_RATE_RATIO,
    Effect,
    Expectation,
    Study,
    expectation,
    studies,
    studies_about,
)
from metrics.value.reward_cost import HOUR_REWARDS, NetCost, net_cost
from metrics.value.reward_response import (
    IN_KIND,
    Multiplier,
    ResponseError,
    RewardResponse,
    predict_response,
)
from metrics.value.tax import (
    EVERY_YEAR,
    RATE_MEANINGS,
    Rate,
    TaxRules,
    planned_tax_rules,
    premiums_due,
    published_rates,
)

__all__ = [
    "ATTRIBUTION_COLUMNS",
    "Assumption",
    "AssumptionError",
    "AttributedReturn",
    "Attribution",
    "CategoryFacts",
    "CategoryHours",
    "CompanyFacts",
    "EMPLOYER_VALUES",
    "Effect",
    "Expectation",
    "expectation",
    "ENDS",
    "EVERY_YEAR",
    "Employer",
    "EmployerSetting",
    "HOUR_REWARDS",
    "HiddenTraitRange",
    "IN_KIND",
    "LOG_RATE_RATIO",
    "MeasuredResponse",
    "MentoringReturn",
    "Multiplier",
    "Offer",
    "Offers",
    "PERFORMANCE",
    "Quantiles",
    "RATE_MEANINGS",
    "RETENTION",
    "Range",
    "Rate",
    "ResponseError",
    "RewardResponse",
    "Study",
    "TaxRules",
    "UnstartedCategories",
    "attribute_return",
    "default_assumptions",
    "employer_settings",
    "hours_by_category",
    "load_assumptions",
    "measure_company",
    "measure_offers",
    "measure_return",
    "NetCost",
    "net_cost",
    "outcome_metrics",
    "planned_tax_rules",
    "predict_response",
    "premiums_due",
    "published_rates",
    "run_values",
    "studies",
    "studies_about",
]
