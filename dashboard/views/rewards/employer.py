"""What the company is as an employer, as far as the cost of a reward hangs on it."""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import plain, table
from dashboard.text import quantities
from metrics.i18n import N_, Locale
from metrics.value import Employer, EmployerSetting, employer_settings

FROM_FILES = N_("total of the files")
FROM_TAX_YEAR = N_("as set for the tax year")
WHERE_TO_SET = N_("To set this for your company, edit [employer] in company.toml.")


def show_employer(employer: Employer, _: Locale) -> None:
    """What its taxes and premiums are reckoned with."""
    rows = [
        (plain(_(one.meaning)), plain(_fact(one, _)), plain(_(one.unit)), plain(_(one.source)))
        for one in employer_settings(employer)
    ]
    with st.expander(_("Employer details")):
        st.markdown(
            table(
                [
                    _("Input for taxes and premiums"),
                    _("Current value"),
                    _("Unit"),
                    _("Where it comes from"),
                ],
                rows,
                right=4,
            )
        )
        st.caption(plain(_(WHERE_TO_SET)))


def _fact(one: EmployerSetting, _: Locale) -> str:
    if one.value is None:
        return _(FROM_TAX_YEAR) if one.name != "wage_bill" else _(FROM_FILES)
    return _(one.value) if isinstance(one.value, str) else quantities.assumption_value(one.value, _)
