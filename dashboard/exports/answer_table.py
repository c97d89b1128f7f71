"""Answers as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.disclosure import ReleasedAnswer
from metrics.i18n import N_, Locale

VERDICTS = {
    "more": N_("more"),
    "less": N_("less"),
    "unclear": N_("not clear yet"),
    "cannot tell yet": N_("cannot tell yet"),
}


def answer_rows(
    answer: ReleasedAnswer, groups: Mapping[str, ReleasedAnswer], _: Locale
) -> tuple[list[str], list[list[object]]]:
    """The header, and one row for the answer and for each group."""
    header = [
        _("group"),
        _("estimate"),
        _("low"),
        _("high"),
        _("unit"),
        _("simple average"),
        _("mentees"),
        _("comparison group"),
        _("verdict"),
    ]
    return header, [
        _row(_("whole selection"), answer, _),
        *(_row(name, one, _) for name, one in groups.items()),
    ]


def _row(name: str, answer: ReleasedAnswer, _: Locale) -> list[object]:
    digits = answer.metric.digits + 2
    interval = answer.estimate
    ends = (interval.estimate, interval.low, interval.high) if interval else ()
    bounds = [round(end, digits) for end in ends] or [None] * 3
    naive = round(answer.naive.interval.estimate, digits) if answer.naive else None
    verdict = _(VERDICTS[answer.verdict])
    return [
        name,
        *bounds,
        _(answer.metric.unit),
        naive,
        answer.n_mentees,
        answer.n_controls,
        verdict,
    ]
