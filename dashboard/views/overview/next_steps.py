"""Where next and what to pay there; a fragment of its own, so that the page does not wait."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.text import priority_text
from dashboard.text.glossary import meaning
from dashboard.text.labels import REWARD_FORMS
from metrics.disclosure import filled
from metrics.i18n import N_, Locale
from metrics.plan_basis import PlanBasis
from metrics.priorities import STAKE, BusinessCase, Ranked
from metrics.rewards import CLOSED, NO_RISK, PayRange, PrecedentRisk, Scenario, todays_plan

MOST = 3


@st.fragment(parallel=True)
def show_next(context: PageContext) -> None:
    """Show the three top categories, each with a link, and what to pay in the first."""
    _ = context.locale
    st.subheader(plain(_("Top categories")), anchor=False)
    company = context.company
    found = {one.category.code: one for one in queries.business_cases(company, {})}
    ranking = queries.rank_categories(company, {}, {})
    names = {code: one.category.name(_.language) for code, one in found.items()}
    if not ranking.swing_weights:
        st.markdown(
            plain(
                _(
                    "Nothing can be compared yet. The amount at stake must be known for two "
                    "categories."
                )
            )
        )
    for place, one in zip(
        st.columns(MOST), ranking.ranked[:MOST] if ranking.swing_weights else (), strict=False
    ):
        with place.container(border=True, height="stretch", gap="xsmall"):
            st.page_link(
                context.pages["categories"],
                label=plain(names[one.name]),
                icon=":material/arrow_forward:",
                query_params={"category": one.name},
            )
            st.markdown(plain(_stake(found[one.name], _)))
            st.caption(plain(_often(one, _)))
            if priority_text.mostly_ease(one):
                st.caption(plain(_("Over half of its score comes from ease.")))
    if ranking.least_resistance:
        st.caption(plain(next(priority_text.cautions(ranking, names, _))))
    st.page_link(
        context.pages["categories"],
        label=_("See all categories and set weights"),
        icon=":material/tune:",
    )
    show_what_to_pay(context, [one.name for one in ranking.ranked], company.plan_basis)


def _stake(case: BusinessCase, _: Locale) -> str:
    if case.figures[STAKE] is None:
        return _("The amount at stake is not known.")
    return _("{money} at stake per year", money=priority_text.criterion_row(case, STAKE, _)[0])


def _often(one: Ranked, _: Locale) -> str:
    return _(
        "ranks first under {often} of weightings", often=priority_text.first_place_share(one, _)
    )


NO_REWARD_TODAY = N_(
    "No pairing started in the last twelve months, so there is no current reward to assess."
)
LIABILITY = N_(
    "Between {low} and {high}: the probability of an entitlement, by your own judgement, times "
    "its cost. Not deducted above."
)
TODAY = N_("Today: {form}")
PAY_RANGE = N_("Pay range per pairing")


def show_what_to_pay(context: PageContext, ranked: Sequence[str], basis: PlanBasis) -> None:
    """Show what to pay in the first of the `ranked` categories that runs today.

    A sentence says why if there is none.
    """
    _ = context.locale
    today = todays_plan(basis.facts)
    category = next(
        (one for one in ranked if one in {plan.category for plan in today.categories}), None
    )
    if category is None or basis.faults(today):
        st.subheader(plain(_("What to pay")), anchor=False)
        st.markdown(
            plain(
                _(NO_REWARD_TODAY)
                if category is None
                else _("The current plan cannot be calculated yet. The Rewards page says why.")
            )
        )
    else:
        st.subheader(
            plain(_("What to pay: {category}", category=context.name("category", category))),
            anchor=False,
        )
        _cards(today, category, basis, _)
    st.page_link(
        context.pages["rewards"],
        label=_("Compare rewards"),
        icon=":material/balance:",
        query_params={"category": category} if category else {},
    )


def _cards(today: Scenario, category: str, basis: PlanBasis, _: Locale) -> None:
    plan = today.plan(category)
    found = queries.pay_range(basis, today, category)
    risk = queries.precedent(basis, plan, today)
    form = _(REWARD_FORMS[plan.reward.form])
    where, broken_even = (filled(text, values, _) for text, values in found.notes)
    for place, card in zip(
        st.columns(3),
        (
            (_(PAY_RANGE), *_room(found, _), "pay_range"),
            (
                _(TODAY, form=form),
                _.money_short(found.present),
                f"{where} {broken_even}",
                "break_even",
            ),
            (_("Precedent liability"), *_right(risk, _), "precedent_liability"),
        ),
        strict=True,
    ):
        label, figure, beneath, term = card
        with place.container(border=True, height="stretch", gap="xsmall"):
            st.metric(label, figure, help=meaning(term, _))
            st.caption(plain(beneath))


def _room(found: PayRange, _: Locale) -> tuple[str, str]:
    floor = found.floor
    ceiling = found.ceiling
    figure = (
        _("none")
        if found.place == CLOSED
        else _("{low} to {high}", low=_.money_short(floor.base), high=_.money_short(ceiling.base))
    )
    ends = {
        f"{name}_{end}": _.money_short(getattr(width, end))
        for name, width in (("floor", floor), ("ceiling", ceiling))
        for end in ("low", "high")
    }
    return figure, _(
        (
            "From what a mentor gives up ({floor_low} to {floor_high}) to what the external "
            "price of the same hours leaves room for ({ceiling_low} to {ceiling_high})."
        ),
        **ends,
    )


def _right(risk: PrecedentRisk, _: Locale) -> tuple[str, str]:
    if risk.band == NO_RISK:
        return "–", _("Nothing is given that could become an entitlement.")
    low = _.money_short(risk.liability.low)
    high = _.money_short(risk.liability.high)
    return _.money_short(risk.liability.base), _(
        (LIABILITY),
        low=low,
        high=high,
    )
