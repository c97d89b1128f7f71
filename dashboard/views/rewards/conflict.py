"""Two people saved a plan of one name: both versions, and the two ways on; neither is lost."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain, table
from dashboard.text.plan_tables import decision_rows
from dashboard.views.rewards.as_saved import then
from dashboard.views.rewards.save import CONFLICT, save
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.i18n import N_

REASON = N_("Reason for this version")
MEANWHILE = N_("Saved in the meantime")
YOUR_PLAN = N_("Your plan")


def show_conflict(view_model: RewardsViewModel) -> None:
    """The conflict of the last save, where there is one."""
    if CONFLICT not in st.session_state:
        return
    _, both = view_model.locale, st.session_state[CONFLICT]
    st.warning(plain(both.message(_)), icon=":material/warning:")
    columns = {_(YOUR_PLAN): both.yours, _(MEANWHILE): both.saved}
    found = {name: appraisal for name, one in columns.items() if (appraisal := then(one))}
    rows = decision_rows(found, dict.fromkeys(found, 0.0), _)[
        :-1
    ]  # the last one needs more than a version keeps
    st.markdown(
        table(
            ["", *map(plain, found)],
            [
                *((plain(name), *map(plain, cells)) for name, cells in rows),
                (
                    plain(_(REASON)),
                    *(plain(columns[name].note or "–") for name in found),
                ),
            ],
        )
    )
    other = _("{name} (2)", name=both.yours.scenario.name)
    with st.container(horizontal=True):
        if st.button(_("Save my plan as the next version"), key="save_on_top"):
            save(both.yours.on_top_of(both.saved), _)
        if st.button(_("Save my plan as {name}", name=other), key="save_beside"):
            save(both.yours.named(other), _)
