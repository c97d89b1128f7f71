"""The answer by lottery, above the answer by comparison."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.components import CHECK_ICONS
from dashboard.markdown import bold, plain, table
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text, lottery_text
from dashboard.text.quantities import count
from metrics.catalog import Metric
from metrics.disclosure import (
    BY_LOTTERY,
    ReleasedLottery,
    lottery_effects,
    lottery_people,
    lottery_verdict,
)
from metrics.evaluate import TRAITS
from metrics.i18n import Locale


def show_lottery(context: PageContext, metric: Metric) -> None:
    """Show what lotteries say of the metric; nothing where none was held."""
    _ = context.locale
    found = queries.lottery_answer(context.company, metric.name)
    if found is None:
        return
    with st.container(border=True, key="by_lottery"):
        st.subheader(plain(_(BY_LOTTERY)), anchor=False)
        if found.by_draw is None:
            reasons = [
                answer_text.check_text(one, _) for one in found.checks if one.passed is False
            ]
            st.markdown("  \n".join(plain(reason) for reason in reasons))
            return
        *first, drawn = lottery_effects(found, _)
        for line in first:
            st.markdown(bold(line))
        st.markdown(plain(drawn))
        said = (lottery_verdict(found, _), lottery_people(found, _))
        st.markdown(plain(" ".join(said)))
        for one in found.checks:
            if one.passed is False:
                st.warning(plain(answer_text.check_text(one, _)), icon=":material/warning:")
        with st.expander(_("Checks of the lottery")):
            _checks(found, _)


def _checks(found: ReleasedLottery, _: Locale) -> None:
    passed = [one for one in found.checks if one.name not in ("candidates", "lots")]
    st.markdown(
        "\n".join(
            f"- {CHECK_ICONS[one.passed]} {plain(answer_text.check_text(one, _))}" for one in passed
        )
    )
    if found.by_draw is not None:
        lines = [lottery_text.p_line(found.by_draw, _)]
        if found.variance_share:
            share = _.percent(found.variance_share)
            lines.append(_(lottery_text.LESS_SPREAD, share=share))
        st.markdown(plain(" ".join(lines)))
    if found.balance:
        st.markdown(
            table(
                [_("Before the draw"), _("difference, in standard deviations"), _("p value")],
                [
                    [
                        plain(_(TRAITS[one.name])),
                        plain(_.signed(one.difference, 2)),
                        plain(_.number(one.p, 2)),
                    ]
                    for one in found.balance
                ],
            )
        )
    if found.dropped:
        st.markdown(
            table(
                [_("Candidates left out"), ""],
                [
                    [plain(_(lottery_text.DROPPED[reason])), plain(count(n, _))]
                    for reason, n in found.dropped.items()
                ],
            )
        )
