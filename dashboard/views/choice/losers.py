"""Why each of the others lost."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from dashboard.views.choice.rewards import reward
from metrics.disclosure import filled
from metrics.i18n import N_, Locale
from metrics.plan_basis import OptimisationRequest, PlanBasis

REASON = N_("Reason")


def show_losers(
    context: PageContext, menu: OptimisationRequest, budget: int, basis: PlanBasis
) -> None:
    """A fold that is reckoned when it is opened: each loser takes a search of its own."""
    _ = context.locale
    fold = st.expander(_("Why other options were not chosen"), key="losers", on_change="rerun")
    if not fold.open:
        return
    with fold:
        rows = []
        for one in queries.not_chosen(basis, menu, budget):
            said = " ".join(filled(text, _named(values, _), _, 0) for text, values in one.notes)
            rows.append(
                (
                    plain(context.name("category", one.option.category)),
                    plain(reward(one.option.plan, _)),
                    plain(said),
                )
            )
        st.markdown(table([_("Category"), _("Reward"), _(REASON)], rows, right=3))


def _named(values: Mapping[str, object], _: Locale) -> dict[str, object]:
    """The values of a sentence, with the reward as the reader calls it."""
    return {key: reward(value, _) if key == "plan" else value for key, value in values.items()}
