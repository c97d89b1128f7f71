"""Where a reward can lie in each category, where it lies, and what it costs to leave a mentor a net
amount.
"""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from dashboard import queries
from dashboard.components import show_chart
from dashboard.figures import PayRangeRow, pay_range_chart
from dashboard.markdown import bold, plain, table
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.disclosure import filled
from metrics.i18n import N_, Locale
from metrics.rewards import PayRange
from metrics.value import net_cost, planned_tax_rules

ONE_MORE_EURO = N_(
    "One extra euro of promised reward per pairing changes the net present value by {base} "
    "(between {low} and {high})."
)


def show_corridors(view_model: RewardsViewModel) -> None:
    """Where a reward can lie in each category, and where it lies."""
    _, scenario = view_model.locale, view_model.scenario
    if not scenario.categories:
        st.markdown(plain(_("This plan has no category.")))
        return
    found = [
        queries.pay_range(view_model.basis, scenario, one.category) for one in scenario.categories
    ]
    spans = [
        PayRangeRow(
            view_model.category(one.category),
            one.floor,
            one.ceiling,
            one.present,
            one.break_even[0].cost if one.break_even else None,
        )
        for one in found
    ]
    show_chart(pay_range_chart(spans, _), _, key="corridor")
    st.caption(
        plain(
            _(
                "Bar: from what a mentor gives up to what external hours would cost. Amounts "
                "are per mentor and pairing, at cost to the company. Thin line: how far both "
                "ends may extend. Diamond: this plan. Dotted line, if nearby: break-even."
            )
        )
    )
    for one in found:
        said = [filled(text, values, _) for text, values in one.notes] + list(_marginal(one, _))
        st.markdown(f"- {bold(view_model.category(one.category))}: {plain(' '.join(said))}")
    _net_costs(view_model)


def _marginal(found: PayRange, _: Locale) -> Iterator[str]:
    if found.marginal is not None:
        low, base, high = (
            _.money(end, 2)
            for end in (found.marginal.low, found.marginal.base, found.marginal.high)
        )
        yield _(ONE_MORE_EURO, base=base, low=low, high=high)


def _net_costs(view_model: RewardsViewModel) -> None:
    """What it costs to leave a mentor € 1,000, in each way."""
    _, scenario = view_model.locale, view_model.scenario
    net = 1_000.0
    employer = view_model.basis.facts.employer
    found = net_cost(
        planned_tax_rules(scenario.tax_profile, scenario.tax_year, own=employer.own_rates),
        net=net,
        employer=employer,
    )
    st.markdown(
        bold(
            _(
                "Cost of giving a mentor {net} net, under the {year} tax rules",
                net=_.money(net),
                year=str(scenario.tax_year),
            )
        )
    )
    st.markdown(
        table(
            [_("Form of payment"), _("Taxable wage per year"), _("Cost to the company")],
            [
                (
                    plain(_(one.way)),
                    plain("" if one.pay is None else _.money(one.pay)),
                    plain(
                        _("cannot be calculated for this year")
                        if one.cost is None
                        else _.money(one.cost, 2)
                    ),
                )
                for one in found
            ],
        )
    )
    for why in dict.fromkeys(one.reason.message(_) for one in found if one.reason):
        st.caption(plain(why))
