"""Why each of the others lost."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboard.choices import Menu, losers_of
from dashboard.decisions import Basis
from dashboard.texts import plain, table
from dashboard.views.choice.rewards import reward
from dashboard.visit import Visit
from metrics.disclosure.plain_text import filled
from metrics.i18n import Words


def show_losers(visit: Visit, menu: Menu, budget: int, basis: Basis) -> None:
    """A fold that is reckoned when it is opened: each loser takes a search of its own."""
    _ = visit.words
    fold = st.expander(_("Why other options were not chosen"), key="losers", on_change="rerun")
    if not fold.open:
        return
    with fold:
        rows = []
        for released in losers_of(menu, budget, basis):
            one = released.known
            said = " ".join(filled(text, _named(values, _), _, 0) for text, values in one.notes)
            rows.append(
                (
                    plain(visit.name("category", one.option.category)),
                    plain(reward(one.option.plan, _)),
                    plain(said),
                )
            )
        st.markdown(table([_("Category"), _("Reward"), _("Reason")], rows, right=3))


def _named(values: Mapping[str, object], _: Words) -> dict[str, object]:
    """The values of a sentence, with the reward as the reader calls it."""
    return {key: reward(value, _) if key == "plan" else value for key, value in values.items()}
