"""A company and a plan with every form of reward, for the files to download."""

from __future__ import annotations

from metrics.rewards import CategoryPlan, RewardPlan, Scenario
from metrics.value.company_facts import CategoryFacts, CompanyFacts
from metrics.value.draws import EffectEstimate, Range
from metrics.value.offers import MeasuredResponse, Offer, Offers

EVIL = '=HYPERLINK("http://x") [#$@*_`<b>\\ ünï 🎓'
FORMS = ("nothing", "recognition", "lunch", "gift", "time_off", "cash", "training")
AMOUNTS = {
    "recognition": 50.0,
    "lunch": 15.0,
    "gift": 60.0,
    "time_off": 300.0,
    "cash": 500.0,
    "training": 900.0,
}
WHEN = ("once", "yearly", "quarterly", "at_completion", "at_completion", "once", "yearly")


OFFERS = [
    Offer(
        "recognition",
        0,
        None,
        MeasuredResponse(30, 30, 0, ratio=Range(0, 0, 0.2)),
        MeasuredResponse(30, 30, 20),
    ),
    Offer("cash", 0, 100, MeasuredResponse(5, 5, 2), MeasuredResponse(5, 5, 2)),
    Offer(
        "cash",
        100,
        1_000,
        MeasuredResponse(60, 60, 40, ratio=Range(1.1, 1.4, 1.8)),
        MeasuredResponse(9, 9, 5),
    ),
    Offer(
        "training",
        500,
        None,
        MeasuredResponse(50, 50, 30, ratio=Range(0.7, 0.9, 1.1)),
        MeasuredResponse(40, 40, 30, ratio=Range(1.0, 1.2, 1.3)),
    ),
]


def facts() -> CompanyFacts:
    """Return a company where some effects are measured, some not, and little free space is left."""
    met = (1, 0.98, 0.95, 0.9, 0.88, 0.86, 0.8, 0.78, 0.75, 0.7, 0.65)
    categories = {
        "": CategoryFacts(
            "",
            100,
            60,
            12,
            0.7,
            72_000,
            48_000,
            exits=EffectEstimate(0.14, 0.02, 30),
            score=EffectEstimate(0.5, 0.1, 40),
        )
    }
    for i, form in enumerate(FORMS):
        categories[form] = CategoryFacts(
            form,
            20,
            12,
            11.5,
            0.6 + 0.05 * i,
            70_000 + 1_500 * i,
            45_000,
            exits=EffectEstimate(0.25, 0.03, 20) if i % 2 else None,
            score=EffectEstimate(0.1, 0.1, 20),
            own_outcome=EffectEstimate(800, 300, 20) if form == "cash" else None,
            outside_rate=(90, 120, 160) if form == "gift" else None,
            met_by=met if form == "lunch" else (),
            reward_form="lunch" if i in (2, 3) else "nothing",
            reward_amount=20,
        )
    return CompanyFacts(
        "a1b2c3",
        400,
        18_000_000,
        46_000,
        free_space_used=213_000,
        leaving=0.11,
        categories=categories,
        offers=Offers(tuple(OFFERS)),
    )


def plan(**changes: object) -> Scenario:
    """Return a plan with every form of reward over three years, and cash paid in all three ways."""
    plans = [
        CategoryPlan(
            form,
            3 + i,
            12.0 + i,
            6 + 3 * i,
            effect="measured" if i % 2 else "company",
            reward=RewardPlan(
                form,
                AMOUNTS.get(form, 0.0),
                WHEN[i],
                least_hours=0.83 if i == 2 else 0.0,
                years_before=i % 3,
                public=i != 5,
            ),
        )
        for i, form in enumerate(FORMS)
    ]
    plans += [
        CategoryPlan(
            EVIL,
            20,
            8,
            12,
            effect="published",
            reward=RewardPlan("cash", 400, "once", paid="free_space"),
        ),
        CategoryPlan(
            "net",
            25,
            8,
            12,
            effect="judgement",
            reward=RewardPlan("cash", 3_000, "yearly", paid="net"),
        ),
    ]
    values = {
        "years": 3,
        "later_years": "held",
        "one_offs": 1_500.0,
        "draws": 100,
        "categories": tuple(plans),
        **changes,
    }
    return Scenario("+1 plan", **values)
