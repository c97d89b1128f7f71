"""Whether the figure on a page was planned or explored, and its interval for repeated looks."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import bold, plain
from dashboard.session.page_context import PageContext
from dashboard.text.glossary import meaning
from dashboard.text.plan_sentences import came_sentence, monthly_line
from metrics.disclosure import ReleasedAnswer


def show_standing(context: PageContext, answer: ReleasedAnswer) -> None:
    """Show the interval for repeated looks, and planned or explored with a link to the plans."""
    _ = context.locale
    if line := monthly_line(answer, _):
        st.markdown(plain(line), help=meaning("confidence_sequence", _))
    standing = answer.standing
    with st.container(horizontal=True, vertical_alignment="center", key="standing"):
        said = f"{bold(standing.title(_))}: {plain(standing.reason(_))}"
        st.markdown(said, width="content")
        st.page_link(
            context.pages["analysis_plan"],
            label=_("Analysis plan"),
            icon=":material/lock:",
            query_params={"metric": answer.metric.name},
        )
    if came := came_sentence(answer, queries.plan_book(), _):
        st.info(plain(came), icon=":material/event_available:")
