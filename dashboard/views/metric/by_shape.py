"""The pages of a metric by its shape: time to event, panel, and total."""

from __future__ import annotations

from collections.abc import Callable
from math import inf

import streamlit as st

from dashboard import queries
from dashboard.components import (
    show_chart,
    show_corrected_and_naive,
    show_download,
    show_headline,
    show_included,
)
from dashboard.exports import answer_rows
from dashboard.figures import event_study, forest_plot, part_value, survival_curves, totals_by_key
from dashboard.markdown import bold, plain
from dashboard.session.filters import choose_scope
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text
from dashboard.views.metric.evidence import show_evidence, show_for_next, show_related
from dashboard.views.metric.indication import show_indication
from dashboard.views.metric.lottery import show_lottery
from dashboard.views.metric.method import how_we_know, show_steps
from dashboard.views.metric.moves import show_flows
from dashboard.views.metric.protocol import show_protocol
from dashboard.views.metric.standing import show_standing
from metrics.catalog import Metric
from metrics.disclosure import MAX_FILTERS, ReleasedAnswer, ReleasedPart
from metrics.evaluate import FALLBACK_CHECK, TIME_ZERO
from metrics.i18n import N_, Locale
from metrics.scope import EVERYBODY, SMALLEST_GROUP, Scope

NOTICES = {FALLBACK_CHECK: ":material/swap_horiz:", TIME_ZERO: ":material/start:"}


def _show_personal(
    context: PageContext, metric: Metric, picture: Callable[[ReleasedAnswer, Locale], None]
) -> None:
    """Show the page of a metric about people; `picture` draws what its shape needs."""
    _ = context.locale
    place = st.container()
    scope = choose_scope(context)
    answer = queries.answer(context.company, metric.name, scope)
    with place:
        if scope == EVERYBODY:
            show_lottery(context, metric)
        show_headline(context, answer)
        show_indication(answer, _)
        show_standing(context, answer)
        show_for_next(context, answer)
        for check in (one for one in answer.checks if one.name in NOTICES):
            st.info(
                plain(answer_text.check_text(check, _, metric.digits)), icon=NOTICES[check.name]
            )
    if metric.shape == "time to event":  # a panel compares people with themselves
        for table in queries.absent_tables(context.company):
            st.warning(plain(_(answer_text.ABSENT_TABLES[table])), icon=":material/warning:")
    groups = {}
    if answer.estimate is not None:
        left, right = st.columns([3, 2], gap="large")
        with left:
            picture(answer, _)
        with right:
            st.subheader(plain(_("Do not use the simple average")), anchor=False)
            show_corrected_and_naive(answer, _)
            show_included(answer, _)
    if scope.value("category") is None:
        groups = show_groups(context, metric, scope)
    how_we_know(context, answer, scope)
    if answer.estimate is not None:
        show_evidence(context, metric, scope)
    show_related(context, metric, scope)
    show_steps(context, metric, scope)
    show_download(context, metric.name, *answer_rows(answer, groups, _))


GAP = {
    True: N_(
        "The gap between the two lines, added up month by month, is the gain. Someone in the "
        "comparison group can count more than once: for every month in which a mentee was "
        "paired."
    ),
    False: N_(
        "The gap between the two lines, added up month by month, is the difference. Someone "
        "in the comparison group can count more than once: for every month in which a mentee "
        "was paired."
    ),
}


def show_time_to_event(context: PageContext, metric: Metric) -> None:
    """Show the page of a time to event."""

    def picture(answer: ReleasedAnswer, _: Locale) -> None:
        _curves(answer, _)
        show_protocol(context, answer)
        if metric.flow:
            show_flows(context, metric, answer)

    _show_personal(context, metric, picture)


def _curves(answer: ReleasedAnswer, _: Locale) -> None:
    st.subheader(plain(_(answer.metric.figure or answer.metric.title)), anchor=False)
    if answer.lines and answer.lines[0].survival:
        show_chart(survival_curves(answer, _), _, key="curves")
        st.caption(plain(_(GAP[answer.metric.good == "more"])))
    share = answer.companions.get("share_12")
    if share:
        st.markdown(
            plain(
                _(
                    (
                        "After 12 months the difference is {points} percentage points, between "
                        "{low} and {high}."
                    ),
                    points=_.signed(share.estimate * 100),
                    low=_.signed(share.low * 100),
                    high=_.signed(share.high * 100),
                )
            )
        )


def show_panel(context: PageContext, metric: Metric) -> None:
    """Show the page of a panel."""
    _show_personal(context, metric, _events)


def _events(answer: ReleasedAnswer, _: Locale) -> None:
    st.subheader(
        plain(
            _(
                "{figure}: mentees and comparison group, before and after",
                figure=_(answer.metric.figure or answer.metric.title),
            )
        ),
        anchor=False,
    )
    if answer.events:
        show_chart(event_study(answer, _), _, key="events")
        st.caption(
            plain(
                _(
                    "Before pairing, the dots should lie near zero: the two groups then "
                    "developed in the same way. The last value before pairing is excluded. "
                    "Each whisker applies to one period. The dots compare everyone's own change "
                    "alone; they do not allow for department, job level, tenure and the last two "
                    "values."
                )
            )
        )


KEYS = {"category": N_("By category"), "year": N_("By year"), "department": N_("By department")}


def show_total(context: PageContext, metric: Metric) -> None:
    """Show the page of a total."""
    _ = context.locale
    answer = queries.answer(context.company, metric.name, Scope())
    if answer.estimate is None or not answer.parts[0].numerator:
        context.head.title(plain(_(metric.title)), anchor=False)
        hidden = _(answer.hidden, threshold=SMALLEST_GROUP) if answer.hidden else ""
        st.info(plain(hidden or _("The files contain nothing to add up here.")))
    else:
        context.head.title(
            plain(
                _(
                    "{title}: {total}",
                    title=_(metric.title),
                    total=_whole(metric, answer.parts[0], _),
                )
            ),
            anchor=False,
        )
    keys = list(dict.fromkeys(part.key for part in answer.parts if part.key))
    for place, key in zip(st.columns(max(len(keys), 1), gap="large"), keys, strict=False):
        named = [
            (context.name(key, part.value) or _("not given"), part)
            for part in answer.parts
            if part.key == key
        ]
        parts = _ordered(named)
        with place:
            st.subheader(
                plain(_(KEYS[key]) if key in KEYS else _("By {key}", key=key)), anchor=False
            )
            show_chart(
                totals_by_key(parts, _, unit=_(metric.unit), denominator=_(metric.part)),
                _,
                key=f"by_{key}",
            )
    how_we_know(context, answer, Scope())
    show_steps(context, metric, Scope())
    rows = [
        [
            part.key,
            context.name(part.key, part.value),
            part.numerator,
            part.denominator,
            part.low,
            part.high,
            part.n,
        ]
        for part in answer.parts
    ]
    show_download(
        context,
        metric.name,
        [_("by"), _("value"), _("sum"), _("of"), _("low"), _("high"), _("rows")],
        rows,
    )


def _ordered(parts: list[tuple[str, ReleasedPart]]) -> list[tuple[str, ReleasedPart]]:
    """Numbers (years) in their own order, names by their figure, what may not be shown last."""
    if all(part.value.isdigit() for _name, part in parts):
        return parts
    return sorted(parts, key=lambda one: inf if (value := part_value(one[1])) is None else -value)


def _whole(metric: Metric, part: ReleasedPart, _: Locale) -> str:
    if part.numerator is None:
        return "–"
    money = metric.unit == "euros"
    spoken = _.money_short if money else _.number
    total = spoken(part.numerator)
    if metric.part and part.denominator:
        return _(
            "{met} of {agreed} {part} ({share})",
            met=total,
            agreed=_.number(part.denominator),
            part=_(metric.part),
            share=_.percent(part.numerator / part.denominator),
        )
    if part.low is not None and part.high is not None:
        return _(
            "{total}, between {low} and {high}",
            total=total,
            low=spoken(part.low),
            high=spoken(part.high),
        )
    return total if money else f"{total} {_(metric.unit)}"


WHERE = N_("Where")


def show_groups(context: PageContext, metric: Metric, scope: Scope) -> dict[str, ReleasedAnswer]:
    """Show the answers by category; return them by the category's name, for the download.

    Return none if as many filters are set as can be asked.
    """
    _ = context.locale
    if len(scope.where) >= MAX_FILTERS:
        return {}
    found = queries.answers_by(context.company, metric.name, "category", scope)
    named = {context.name("category", value): one for value, one in found.items()}
    if not named:
        return {}
    st.subheader(plain(_(WHERE)), anchor=False)
    if any(one.estimate for one in named.values()):
        show_chart(forest_plot(named, _), _, key="groups")
        if any(one.adjusted for one in named.values()):
            st.caption(
                plain(
                    _(
                        "The intervals are wider than for one category alone, because "
                        "several are tested together (Holm)."
                    )
                )
            )
    untold = {name: one for name, one in named.items() if one.estimate is None}
    for name, one in untold.items():
        st.caption(f"{bold(name)}: {plain(' '.join(answer_text.no_estimate_reasons(one, _)))}")
    return named
