"""Two people saved a plan of one name: both versions, and the two ways on; neither is lost."""

from __future__ import annotations

import streamlit as st

from dashboard import plans
from dashboard.decisions import appraised
from dashboard.texts import plain, table
from dashboard.views.rewards.bench import Bench
from dashboard.views.rewards.save import CONFLICT, save
from dashboard.views.rewards.versions import as_then

SHOWN = 7  # rows of the comparison


def show_conflict(bench: Bench) -> None:
    """The conflict of the last save, where there is one."""
    if CONFLICT not in st.session_state:
        return
    _, both = bench.words, st.session_state[CONFLICT]
    st.warning(plain(both.said(_)), icon=":material/warning:")
    columns = {_("Yours"): both.yours, _("Saved meanwhile"): both.saved}
    found = [appraised(*as_then(one)).appraisal for one in columns.values()]
    rows = plans.rows(dict(enumerate(found)), {0: 0.0, 1: 0.0}, _)[:SHOWN]
    st.markdown(table(["", *map(plain, columns)], [(plain(name), *map(plain, cells)) for name, cells in rows]))
    other = _("{name} (2)", name=both.yours.scenario.name)
    with st.container(horizontal=True):
        if st.button(_("Save mine as the next version"), key="save_on_top"):
            save(both.yours.on_top_of(both.saved), _)
        if st.button(_("Save mine as {name}", name=other), key="save_beside"):
            save(both.yours.named(other), _)
