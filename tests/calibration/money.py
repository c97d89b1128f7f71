"""What is said in euros beside what is true: the return of mentoring, and a portfolio's promise."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from math import inf

import numpy as np

from metrics.evaluate import Answer, Interval
from metrics.inference.sample_size import YEAR
from metrics.portfolio import choose, price_options
from metrics.rewards.scenario import RewardPlan, todays_plan
from metrics.value import MentoringReturn, hours_by_category, load_assumptions, measure_return
from metrics.value.assumptions import Assumption
from metrics.value.company_facts import CompanyFacts
from metrics.value.draws import MOST_DF, EffectEstimate
from metrics.value.measured_facts import measure_company
from metrics.value.return_verdict import SURE
from metrics.warehouse.engine import Session
from tests.calibration.run import RETURN, Answered, Drawn, Product, Row

PORTFOLIO = "portfolio"
SHARE = f"share_{YEAR}"
AFFORDED = 0.5  # of the mentor hours of all programmes
KEPT = 250
EXACTLY = EffectEstimate(0.0, 0.0, MOST_DF)


def return_row(product: Product, drawn: Drawn, stay: Answered, perform: Answered) -> Row | None:
    """Euros returned per euro spent, beside what they truly are; None where not both effects are
    told.

    The truth is the product's own sum with the true effects on the mentees compared and with one
    draw of each assumption: the truth lies within a company's range as often as the range says only
    if both kinds of uncertainty are right."""
    if SHARE not in stay.answer.companions or perform.answer.estimate is None:
        return None
    shipped = load_assumptions()
    exactly = replace(stay.answer, companions={SHARE: point(stay.true_share)})
    exact_points = replace(perform.answer, estimate=point(perform.true))
    with product.session() as session:
        told = _return(session, stay.answer, perform.answer, shipped)
        true = _return(session, exactly, exact_points, drawn_assumptions(drawn, shipped))
    if told is None or true is None:
        return None
    euros = told.per_euro
    interval = Interval(euros.median, euros.low95, euros.high95, float("nan"), float("nan"))
    row = drawn.row(
        RETURN, "per euro", true.per_euro.median, interval,
        sure=told.pays > SURE, word=told.verdict.word,
    )  # fmt: skip
    return replace(row, n=told.mentees)


def _return(
    session: Session, stay: Answer, perform: Answer, numbers: Mapping[str, Assumption]
) -> MentoringReturn | None:
    hours = hours_by_category(session, numbers)
    if not hours:
        return None
    return measure_return(
        session, stay=stay, perform=perform, hours=hours[0], assumptions=numbers, traits={}
    )


def drawn_assumptions(drawn: Drawn, assumptions: Mapping[str, Assumption]) -> dict[str, Assumption]:
    """Every assumption at one value, drawn from its range: what is true in this company."""
    found = {}
    for name, one in assumptions.items():
        seed = [zlib.crc32(f"{drawn.scenario.name} {name}".encode()), drawn.number]
        value = float(one.draws(np.random.default_rng(seed), 1)[0])
        found[name] = replace(one, low=value, base=value, high=value)
    return found


def point(value: float) -> Interval:
    """A figure without uncertainty."""
    return Interval(value, value, value, 0.0, MOST_DF)


def portfolio_row(
    product: Product,
    drawn: Drawn,
    whole: Mapping[str, Answer],
    by_category: Mapping[str, Mapping[str, Answer]],
    true: Mapping[str, Mapping[str, float]],
) -> Row | None:
    """What the best use of half of the mentor hours promises, and what it would truly return.

    `true` holds by category the true gain in the share still employed after a year ("exits") and in
    points ("score"). The truth is the product's own sum with those and with one draw of each
    assumption. None where nothing is chosen."""
    assumptions = load_assumptions()
    with product.session() as session:
        facts = measure_company(
            session,
            assumptions,
            stay=whole["retention"],
            perform=whole["performance"],
            stay_by=by_category["retention"],
            perform_by=by_category["performance"],
        )
    plan = todays_plan(facts)
    plans = {"as today": RewardPlan()}
    options = price_options(plan, facts, assumptions, plans, kept=KEPT)
    hours = AFFORDED * sum(option.hours for option in options)
    choice = choose(options, budget=inf, hours=hours)
    if not choice.chosen:
        return None
    exact = drawn_assumptions(drawn, assumptions)
    spread = whole["performance"].spread or 1.0
    truly = price_options(plan, _with_true_effects(facts, true, spread), exact, plans, kept=1)
    net = {option.category: option.net for option in truly}
    chosen = [one.option.category for one in choice.chosen]
    joint = np.sum([one.draws for one in choice.chosen], axis=0)
    low, high = np.quantile(joint, [0.025, 0.975])
    interval = Interval(choice.totals.net, low, high, float("nan"), float("nan"))
    row = drawn.row(PORTFOLIO, "promise", sum(net[name] for name in chosen), interval)
    return replace(row, n=len(chosen))


def _with_true_effects(
    facts: CompanyFacts, true: Mapping[str, Mapping[str, float]], spread: float
) -> CompanyFacts:
    """The facts with the true effects in place of the measured ones."""
    categories = {
        name: replace(
            one,
            exits=replace(EXACTLY, estimate=true[name]["exits"]),
            score=replace(EXACTLY, estimate=true[name]["score"] / spread),
        )
        if name in true
        else one
        for name, one in facts.categories.items()
    }
    return replace(facts, categories=categories)
