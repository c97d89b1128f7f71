"""The chart of career moves: mentees beside comparable colleagues, from where to where."""

from __future__ import annotations

from dashboard.figures import alt_text, moves_chart
from dashboard.figures.moves import ALIKE_MOVED, ALL_OTHERS, HIDDEN, MENTEES_MOVED
from metrics.catalog import catalogue
from metrics.disclosure import ReleasedFlow, ReleasedFlows
from metrics.i18n import locale_for

FLOWS = ReleasedFlows(
    catalogue()["internal_move"],
    24,
    (
        ReleasedFlow("desk (Care)", "account (Sales)", 30, 12),
        ReleasedFlow("<b>desk</b>", "field", 11, None, hidden=True),
    ),
    ReleasedFlow("", "", 10, 14),
)
_ = locale_for("en")


def test_a_move_has_two_bars_and_a_protected_count_is_written_but_not_drawn():
    figure = moves_chart(FLOWS, _)
    assert [tuple(bar.x) for bar in figure.data] == [(30,), (12,), (11,), (0,), (10,), (14,)]
    assert [bar.text[0] for bar in figure.data] == [
        _(MENTEES_MOVED, n=30),
        _(ALIKE_MOVED, n=12),
        _(MENTEES_MOVED, n=11),
        _(HIDDEN),
        _(MENTEES_MOVED, n=10),
        _(ALIKE_MOVED, n=14),
    ]
    assert list(figure.layout.yaxis.ticktext) == [
        "desk (Care) →<br>account (Sales)",
        "‹b›desk‹/b› →<br>field",
        _(ALL_OTHERS),
    ]
    assert figure.layout.xaxis.range[0] == 0
    counts = f"{_(MENTEES_MOVED, n=30)}, {_(ALIKE_MOVED, n=12)}"
    assert f"desk (Care) → account (Sales): {counts}" in alt_text(figure)
