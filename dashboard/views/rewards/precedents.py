"""What a repeated reward may become: the risk by category, and the score card behind it."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.disclosure import filled
from metrics.rewards import NO_RISK, RISK_BANDS, PrecedentRisk


def show_precedents(view_model: RewardsViewModel) -> None:
    """What a repeated reward may become, category by category."""
    _, scenario = view_model.locale, view_model.scenario
    found = [queries.precedent(view_model.basis, one, scenario) for one in scenario.categories]
    given = [one for one in found if one.band != NO_RISK]
    if not given:
        st.markdown(plain(_("Nothing is given that could become an entitlement.")))
        return
    header = [
        _("Category"),
        _("Points"),
        _("Risk"),
        _("Probability"),
        _("Cost per year"),
        _("Liability, today's euros"),
    ]
    st.markdown(table(header, [_precedent(one, view_model) for one in given]))
    st.caption(
        plain(
            _(
                "Liability: probability × cost per year for the whole group × years to be "
                "paid after the plan. It is a possible cost and is not part of the net "
                "result."
            )
        )
    )
    code = st.selectbox(
        _("Scorecard for"),
        [one.category for one in given],
        key="card_category",
        format_func={one.category: view_model.category(one.category) for one in given}.__getitem__,
    )
    card = next(one for one in given if one.category == code)
    st.markdown(
        table(
            [_("Criterion"), _("Points"), _("of")],
            [
                (
                    plain(filled(mark.title, mark.values, _)),
                    _.number(mark.points, int(mark.points % 1 > 0)),
                    _.number(mark.weight),
                )
                for mark in card.lines
            ],
        )
    )
    for text, values in card.notes:
        st.caption(plain(filled(text, values, _)))


def _precedent(one: PrecedentRisk, view_model: RewardsViewModel) -> tuple[str, ...]:
    _ = view_model.locale
    low, high = _.money_short(one.liability.low), _.money_short(one.liability.high)
    return (
        plain(view_model.category(one.category)),
        plain(f"{_.number(one.points)} / {_.number(one.most)}"),
        plain(_(RISK_BANDS[one.band])),
        plain(_.percent(one.probability.base)),
        plain(_.money_short(one.yearly)),
        plain(
            _(
                "{middle} ({low} to {high})",
                middle=_.money_short(one.liability.base),
                low=low,
                high=high,
            )
        ),
    )
