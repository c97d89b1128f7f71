"""A category's shortlist as counts: how many are in, out or not yet assessed, and what follows from
it.
"""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import bold, plain, table
from dashboard.session.page_context import PageContext
from dashboard.text.quantities import count
from metrics.disclosure import ReleasedShortlist
from metrics.i18n import N_, Locale
from metrics.mentors import CRITERIA, IN, OPEN, OUT, VERDICTS
from metrics.scope import SMALLEST_GROUP

NOT_ASSESSED = N_("not yet assessed")
SHORTLIST = N_("Shortlist: {category}")


def show_shortlist(context: PageContext, one: ReleasedShortlist) -> None:
    """The counts by criterion, and the verdicts beside them."""
    _ = context.locale
    st.markdown(bold(_(SHORTLIST, category=context.name("category", one.category))))
    header = ["", _("meets it"), _("falls short"), _(NOT_ASSESSED)]
    counts, follows = st.columns([2, 1], gap="small")
    counts.markdown(
        table(
            header,
            [
                [
                    plain(_(title)),
                    *(plain(count(one.criteria[name][state], _)) for state in (IN, OUT, OPEN)),
                ]
                for name, title in CRITERIA.items()
            ],
        )
    )
    follows.markdown("\n".join(f"- {plain(_verdict(one, verdict, _))}" for verdict in VERDICTS))
    if one.rounded:
        st.caption(
            plain(
                _(
                    "Rounded to tens, because one of these numbers is below {least}.",
                    least=SMALLEST_GROUP,
                )
            )
        )


def _verdict(one: ReleasedShortlist, verdict: str, _: Locale) -> str:
    return _("{n}: {verdict}", n=count(one.verdicts[verdict], _), verdict=_(VERDICTS[verdict]))
