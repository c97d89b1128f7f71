"""Any metric that adds something up; hours given is one."""

from __future__ import annotations

from math import inf

import streamlit as st

from dashboard import queries
from dashboard.components import show_chart, show_download
from dashboard.figures import part_value, totals_by_key
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.views.method import how_we_know
from dashboard.views.steps import show_steps
from metrics.catalog import Metric
from metrics.disclosure import ReleasedPart
from metrics.i18n import N_, Locale
from metrics.scope import SMALLEST_GROUP, Scope

KEYS = {"category": N_("By category"), "year": N_("By year"), "department": N_("By department")}


def show(context: PageContext, metric: Metric) -> None:
    """The page."""
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
                totals_by_key(parts, _, unit=_(metric.unit), of=_(metric.part)), _, key=f"by_{key}"
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
    money = metric.unit == "euros"
    spoken = _.money_short if money else _.number
    total = spoken(part.numerator)
    if metric.part:
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
