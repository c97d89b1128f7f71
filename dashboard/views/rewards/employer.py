"""What the company is as an employer, as far as the cost of a reward hangs on it."""

from __future__ import annotations

import streamlit as st

from dashboard import sentences
from dashboard.texts import plain, table
from metrics.i18n import Words
from metrics.value.employer import Employer, Fact, facts_of


def show_employer(employer: Employer, _: Words) -> None:
    """What its taxes and premiums are reckoned with."""
    rows = [
        (plain(_(one.meaning)), plain(_fact(one, _)), plain(_(one.unit)), plain(_(one.source)))
        for one in facts_of(employer)
    ]
    with st.expander(_("The company as an employer")):
        st.markdown(
            table(
                [_("For taxes and premiums"), _("Now"), _("Unit"), _("Where it comes from")],
                rows,
                right=4,
            )
        )
        st.caption(plain(_("To say it for your company: [employer] in company.toml.")))


def _fact(one: Fact, _: Words) -> str:
    if one.value is None:
        return (
            _("as the tax year has it")
            if one.name != "wage_bill"
            else _("what the files add up to")
        )
    return _(one.value) if isinstance(one.value, str) else sentences.assumed(one.value, _)
