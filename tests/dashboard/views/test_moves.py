"""The pages of promotions and internal moves: where people went, as counts and a picture, never for a
part of the company."""

from __future__ import annotations

import pytest

from dashboard.views.metric.moves import STORY
from tests.dashboard.reading import shows


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
