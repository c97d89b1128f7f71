"""What a budget buys, or why it buys nothing; and the way to open that as a plan."""

from __future__ import annotations

import streamlit as st

from dashboard.components import show_download
from dashboard.markdown import bold, plain, table
from dashboard.session.page_context import PageContext
from dashboard.views.choice.rewards import reward
from dashboard.views.choice.to_plan import amounts, open_as_plan
from metrics.disclosure import filled
from metrics.i18n import N_
from metrics.portfolio import CENT, Choice
from metrics.rewards import Scenario

TOTAL = N_("Total")
PAYS_WITHOUT = N_("At least one option pays even without a budget.")
SMALLEST_BUDGET = N_("The smallest budget with an option that pays is {amount}.")


def show_chosen(context: PageContext, choice: Choice, scenario: Scenario) -> None:
    """What is bought, or why nothing is; and a button that opens it as a plan."""
    _ = context.locale
    for text, values in choice.notes:
        st.info(plain(filled(text, values, _)), icon=":material/info:")
    if not choice.chosen:
        return
    _bought(context, choice)
    with st.container(horizontal=True):
        open_as_plan(context, choice, scenario)
        header = [_("category"), _("reward"), _("pairings"), _("cash"), _("average net result")]
        show_download(
            context,
            "portfolio",
            header,
            [
                [context.name("category", one.option.category), reward(one.option.plan, _), *each]
                for one, each in amounts(choice)
            ],
        )


def _bought(context: PageContext, choice: Choice) -> None:
    """A row per category, and all together."""
    _ = context.locale
    header = [
        _("Category"),
        _("Reward"),
        _("Pairings"),
        _("Expected cash"),
        _("Average net result"),
    ]
    rows = [
        (
            plain(context.name("category", one.option.category)),
            plain(reward(one.option.plan, _)),
            plain(_.number(pairings)),
            plain(_.money_short(cash)),
            plain(_.money_short(net)),
        )
        for one, (pairings, cash, net) in amounts(choice)
    ]
    total = choice.totals
    rows.append(
        (
            bold(_(TOTAL)),
            "",
            bold(_.number(total.pairings)),
            bold(_.money_short(total.cash)),
            bold(_.money_short(total.net)),
        )
    )
    st.markdown(table(header, rows, right=2))
    st.caption(
        plain(
            _(
                "Expected cash: only mentors who meet the terms get the reward. It is "
                "therefore less than the amount times the pairings. Net result: in today's "
                "euros."
            )
        )
    )


def say_smallest(context: PageContext, choice: Choice, smallest: float | None) -> None:
    """From which budget on anything is bought; a choice of nothing says it by itself."""
    _ = context.locale
    if not choice.chosen or smallest is None:
        return
    st.markdown(
        plain(
            _(
                SMALLEST_BUDGET,
                amount=_.money(smallest),
            )
            if smallest >= CENT
            else _(PAYS_WITHOUT)
        )
    )
