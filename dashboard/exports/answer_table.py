"""An answer and its groups as rows of a table."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.disclosure import ReleasedAnswer, verdict_sentences, verdict_word
from metrics.i18n import N_, Locale

DIRECTIONS = {
    "negligible": N_("no difference worth having"),
    "more": N_("more"),
    "less": N_("less"),
    "unclear": N_("not clear yet"),
    "no estimate": N_("cannot tell"),
}
MORE_DIGITS = 2  # than the page shows


def answer_rows(
    answer: ReleasedAnswer, groups: Mapping[str, ReleasedAnswer], _: Locale
) -> tuple[list[str], list[list[object]]]:
    """Return the header, and a row for the answer and for each group.

    An estimate that is not known is an empty cell.
    """
    header = [
        _("group"),
        _("estimate"),
        _("low"),
        _("high"),
        _("unit"),
        _("simple average"),
        _("mentees"),
        _("comparison group"),
        _("direction"),
        _("verdict"),
        _("why"),
        _("planned or explored"),
        _("low, had you looked every month"),
        _("high, had you looked every month"),
        _("low, with published evidence"),
        _("high, with published evidence"),
        _("share of published evidence"),
    ]
    return header, [
        _row(_("whole selection"), answer, _),
        *(_row(name, group, _) for name, group in groups.items()),
    ]


def _row(name: str, answer: ReleasedAnswer, _: Locale) -> list[object]:
    digits = answer.metric.digits + MORE_DIGITS
    monthly: list[float | None] = [None, None]
    if answer.sequence:
        monthly = [round(end, digits) for end in (answer.sequence.low, answer.sequence.high)]
    indicated: list[float | None] = [None, None, None]
    if answer.indication:
        pooled = answer.indication.interval
        indicated = [round(end, digits) for end in (pooled.low, pooled.high)]
        indicated.append(round(answer.indication.published_share, MORE_DIGITS))
    ends: list[float | None] = [None, None, None]
    if answer.estimate:
        interval = answer.estimate
        ends = [round(end, digits) for end in (interval.estimate, interval.low, interval.high)]
    return [
        name,
        *ends,
        _(answer.metric.unit),
        round(answer.naive.interval.estimate, digits) if answer.naive else None,
        answer.n_mentees,
        answer.n_controls,
        _(DIRECTIONS[answer.direction]),
        verdict_word(answer.verdict, _),
        " ".join(verdict_sentences(answer.verdict, _)[1:]),
        answer.standing.title(_),
        *monthly,
        *indicated,
    ]
