"""The effects behind a plan carry their verdict, whether they were planned, and the lottery."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dashboard.text.effect_text import effect_lines
from metrics.catalog import catalogue
from metrics.disclosure import ReleasedLottery, ReleasedLotteryEffect
from metrics.disclosure.lottery_text import NOT_USABLE, lottery_lines
from metrics.disclosure.standing import PLANNED, TITLES, UNPLANNED, Standing
from metrics.evaluate import Interval, Verdict
from metrics.evaluate.verdict import LEANS, WORDS
from metrics.i18n import locale_for
from metrics.plan_book import AS_PLANNED
from tests.dashboard.text.answers import answer

METRIC = catalogue()["retention"]
AS_SAID = Standing(
    PLANNED,
    AS_PLANNED,
    {"plan": 3, "frozen": date(2025, 1, 2), "look": date(2025, 12, 31)},
    plan=3,
)


def by_lottery(*, trusted: bool = True) -> ReleasedLottery:
    effect = ReleasedLotteryEffect(Interval(2.5, 0.5, 4.5, 100.0, 1.0), 0.01, exact=False)
    return ReleasedLottery(
        METRIC, 2, 60, 70, 24, effect, effect, effect, None, (), (), {}, trusted=trusted
    )


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("standing", [AS_SAID, UNPLANNED])
def test_an_effect_carries_its_verdict_and_whether_it_was_planned(language, standing):
    _ = locale_for(language)
    judged = replace(answer("retention"), verdict=Verdict(LEANS), standing=standing)
    (line,) = effect_lines([(judged, None)], _)
    for part in (_(WORDS[LEANS]), _(TITLES[standing.status]), standing.reason(_)):
        assert part in line


def test_a_lottery_stands_beside_it_and_says_where_it_cannot_be_used():
    _ = locale_for("en")
    judged = replace(answer("retention"), verdict=Verdict(LEANS))
    lines = list(effect_lines([(judged, by_lottery())], _))
    assert len(lines) == 2 and "+2.5" in lines[1] and "60" in lines[1]
    assert NOT_USABLE in lottery_lines(by_lottery(trusted=False), _)
