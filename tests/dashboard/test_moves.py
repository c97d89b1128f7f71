"""The pages of promotion and internal moves: where people went as counts, drawn, said, and never
for a part."""

from __future__ import annotations

import pytest

from dashboard.figures import alt_text, moves_chart
from dashboard.figures.moves import ALIKE_MOVED, ALL_OTHERS, MENTEES_MOVED, TOO_FEW
from dashboard.views.flows import STORY
from metrics.catalog import catalogue
from metrics.disclosure import ReleasedFlow, ReleasedFlows
from metrics.i18n import locale_for
from tests.dashboard.reading import shows

METRIC = catalogue()["internal_move"]
FOUND = ReleasedFlows(
    METRIC,
    24,
    (
        ReleasedFlow("desk (Care)", "account (Sales)", 30, 12),
        ReleasedFlow("<b>desk</b>", "field", 11, None),
    ),
    ReleasedFlow("", "", 10, 14),
)
_ = locale_for("en")


def test_every_move_has_two_bars_and_what_is_not_told_is_said_and_not_drawn():
    figure = moves_chart(FOUND, _)
    assert [tuple(bar.x) for bar in figure.data] == [(30,), (12,), (11,), (0,), (10,), (14,)]
    assert [bar.text[0] for bar in figure.data] == [
        _(MENTEES_MOVED, n=30),
        _(ALIKE_MOVED, n=12),
        _(MENTEES_MOVED, n=11),
        _(TOO_FEW),
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


def said(at) -> str:
    return " ".join(one.value for one in (*at.markdown, *at.caption)).replace("\\", "")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(
    ("page", "move"),
    [
        ("internal_move", ("reception (Service)", "account (Sales)")),
        ("promotion", ("junior", "medior")),
    ],
)
def test_the_pages_say_where_people_went(visit, page, move, lang):
    at = visit(page, lang=lang)
    assert not at.exception
    assert all(place in said(at) for place in move)
    assert len([chart for chart in at.get("plotly_chart") if move[0] in chart.proto.spec]) == 1


def test_with_a_filter_the_moves_are_not_shown(visit):
    at = visit("internal_move", lang="en", department="Service")
    assert not at.exception
    assert "reception (Service)" not in said(at)


@pytest.mark.parametrize("home", ["few", "bare", "empty"])
def test_with_few_or_no_data_the_pages_show_no_move(visit, home):
    at = visit("internal_move", home=home, lang="en")
    assert not at.exception
    assert "→" not in said(at) and not shows(at, STORY)
