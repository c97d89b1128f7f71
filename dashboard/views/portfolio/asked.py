"""What the reader asks of a budget: how much, within which limits, and for how many pairings of
each category.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.session.plan_links import LARGEST_AMOUNT
from dashboard.views.choice import REWARDS
from metrics.i18n import Locale
from metrics.plan_basis import OptimisationRequest, PlanBasis
from metrics.rewards import CategoryPlan, Scenario

STEP, BAD_CASES, MOST_PAIRINGS = 500, 0.5, 500


def ask(
    context: PageContext, basis: PlanBasis, today: Scenario
) -> tuple[OptimisationRequest, int, int]:
    """What can be bought within which limits, the budget, and the most that can be spent."""
    _ = context.locale
    first, fold = (
        st.container(),
        st.expander(_("Free space, and pairing limits per category")),
    )
    with fold:
        menu = _offered(context, basis, today)
    fixed = replace(
        menu, pairings=()
    )  # the slider never grows shorter than the budget that was chosen on it
    most = (
        int(
            -(
                -max(queries.largest_budget(basis, menu), queries.largest_budget(basis, fixed))
                // STEP
            )
            * STEP
        )
        or STEP
    )
    places = first.grid(4, min_column_width=220, vertical_alignment="bottom", gap="medium")
    budget = places.slider(
        _("Cash budget for rewards"),
        0,
        most,
        most // 2 // STEP * STEP,
        STEP,
        "€ %d",
        key="budget",
        bind="query-params",
    )
    limits = {"free_space": basis.free_space_left(menu.scenario), **_limits(places, _)}
    careful = places.toggle(
        _("Weigh the downside"),
        key="careful",
        bind="query-params",
        help=_(
            "Gives equal weight to the average net result and to the average in the worst "
            "tenth of outcomes."
        ),
    )
    kept = tuple((name, float(most)) for name, most in limits.items() if most is not None)
    return replace(menu, limits=kept, tail=BAD_CASES if careful else 0.0), budget, most


def _limits(places: Any, _: Locale) -> dict[str, int | None]:
    """The limits that a reader may set; None without one."""
    usual = {"min_value": 0, "value": None, "placeholder": _("no limit"), "bind": "query-params"}
    return {
        "hours": places.number_input(_("Maximum mentor hours"), step=50, key="hours", **usual),
        "liability": places.number_input(
            _("Maximum precedent liability, euros"),
            step=1_000,
            key="precedent",
            help=_(
                "Limits the precedent liability of all rewards together: the expected cost of "
                "their becoming entitlements (probability × cost per year × years)."
            ),
            **usual,
        ),
    }


def _offered(context: PageContext, basis: PlanBasis, today: Scenario) -> OptimisationRequest:
    """What can be bought: today's categories with every reward, the free space left to them, and
    their pairings.
    """
    _ = context.locale
    used = st.number_input(
        _("Free space used for other purposes, euros per year"),
        min_value=0.0,
        max_value=LARGEST_AMOUNT,
        value=None,
        step=1_000.0,
        format="%g",
        key="space_used",
        bind="query-params",
        placeholder=_("company setting: {amount}", amount=_.money(basis.facts.free_space_used)),
    )
    st.caption(
        plain(
            _(
                (
                    "Pairings per year: leave empty to use the numbers of the plan ({plan}). "
                    "A minimum above zero means that the category must be chosen."
                ),
                plan=today.name,
            )
        )
    )
    between = [_between(context, plan) for plan in today.categories]
    return OptimisationRequest(
        replace(today, free_space_used=used),
        tuple((name, plan) for name, (_label, plan) in REWARDS.items()),
        pairings=tuple(one for one in between if one),
    )


def _between(context: PageContext, plan: CategoryPlan) -> tuple[str, int, int] | None:
    """The category with the least and the most pairings, where the reader asks for any."""
    _, name = context.locale, context.name("category", plan.category)
    places = st.columns(2)
    least, most = (
        place.number_input(
            label,
            min_value=0,
            max_value=MOST_PAIRINGS,
            value=None,
            step=1,
            key=f"{end}_{plan.category}",
            placeholder=_.number(plan.pairings),
            bind="query-params",
        )
        for place, end, label in zip(
            places,
            ("least", "most"),
            (_("{category}: minimum", category=name), _("{category}: maximum", category=name)),
            strict=True,
        )
    )
    if least is None and most is None:
        return None
    low, high = least or 0, max(plan.pairings, least or 0) if most is None else most
    if low > high or not high:
        st.error(
            plain(
                _(
                    (
                        "{category}: the minimum ({low}) must not exceed the maximum "
                        "({high}), and the maximum must be above zero. The plan's numbers "
                        "are used instead."
                    ),
                    category=name,
                    low=low,
                    high=high,
                )
            ),
            icon=":material/error:",
        )
        return None
    return plan.category, low, high
