"""An indication is released with its answer, and never tells of figures about too few people."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import pytest

from metrics.disclosure import indication_lines, redrawn_lines, release
from metrics.disclosure.released_answers import IndicatedAnswer
from metrics.disclosure.released_indication import MOST_SHOWN
from metrics.disclosure.schema import to_json
from metrics.evaluate import CANNOT_TELL, Interval, RedrawnAnswer, Verdict
from metrics.i18n import locale_for
from metrics.value.indication import NO_FIGURE, TOO_FEW_PEOPLE, Indication
from tests.disclosure.test_release import SCHEMA, TOLD

UNTOLD = replace(
    TOLD,
    direction="no estimate",
    estimate=None,
    lines=None,
    n_mentees=20,
    n_controls=60,
    tentative=Interval(3.0, -4.0, 10.0, 2.0, 3),
    verdict=Verdict(CANNOT_TELL),
)
PUBLISHED = Interval(0.1, -1.7, 1.9, 0.9, float("inf"))
POOLED = Indication(
    Interval(0.7, -0.9, 2.3, 0.8, float("inf")), 0.8, PUBLISHED, 20, 60, ("A study 2020",)
)


def test_the_answer_keeps_its_verdict_and_has_no_estimate():
    shown = release(IndicatedAnswer(UNTOLD, POOLED))
    assert shown.verdict.word == CANNOT_TELL and shown.estimate is None
    assert shown.direction == "no estimate" and shown.indication.interval == POOLED.interval
    assert not hasattr(shown, "tentative")


@pytest.mark.parametrize("few", [{"mentees": 9}, {"others": 9}])
def test_figures_about_fewer_than_ten_people_leave_only_what_is_published(few):
    shown = release(IndicatedAnswer(UNTOLD, replace(POOLED, **few))).indication
    assert shown.interval == shown.published == PUBLISHED
    assert shown.published_share == 1 and shown.without_own == TOO_FEW_PEOPLE


def test_a_share_of_own_figures_is_never_rounded_away():
    shown = release(IndicatedAnswer(UNTOLD, replace(POOLED, published_share=0.9999))).indication
    assert shown.published_share == MOST_SHOWN


@pytest.mark.parametrize("without", ["", NO_FIGURE])
def test_the_json_says_how_much_is_published_and_fits_its_schema(without):
    found = replace(POOLED, without_own=without)
    told = to_json(release(IndicatedAnswer(UNTOLD, found)), locale_for("en"))
    jsonschema.validate(told, SCHEMA)
    assert told["estimate"] is None and told["verdict"] == CANNOT_TELL
    assert told["indication"]["published_share"] == (1.0 if without else 0.8)
    assert (told["indication"]["without_own_figures"] is None) == (not without)
    assert to_json(release(UNTOLD), locale_for("en"))["indication"] is None


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_first_line_gives_the_range_and_the_share(language):
    shown = release(IndicatedAnswer(UNTOLD, POOLED))
    first, *_rest = indication_lines(shown, locale_for(language))
    for figure in ("80", "20"):
        assert figure in first
    assert indication_lines(release(UNTOLD), locale_for(language)) == []


REDRAWN = RedrawnAnswer(0.23, 1999, 10, 4, ("band",))


def test_a_test_on_fewer_than_ten_mentees_is_not_shown():
    assert release(IndicatedAnswer(UNTOLD, redrawn=REDRAWN)).redrawn == REDRAWN
    few = release(IndicatedAnswer(UNTOLD, redrawn=replace(REDRAWN, mentees=9)))
    assert few.redrawn is None and redrawn_lines(few, locale_for("en")) == []


@pytest.mark.parametrize("interval", [None, Interval(0.1, -0.2, 0.4, 0.15, float("inf"))])
def test_the_json_has_the_test_and_hides_how_few_mentors_there_are(interval):
    shown = release(IndicatedAnswer(UNTOLD, redrawn=replace(REDRAWN, interval=interval)))
    told = to_json(shown, locale_for("en"))
    jsonschema.validate(told, SCHEMA)
    assert told["indication"] is None and told["redrawn_pairings"]["p"] == 0.23
    assert told["redrawn_pairings"]["n_mentors"] == "<10"
    assert told["redrawn_pairings"]["low"] == (interval.low if interval else None)


def test_with_one_mentor_no_share_is_given():
    one = release(IndicatedAnswer(UNTOLD, redrawn=replace(REDRAWN, p=1.0, mentors=1)))
    many = release(IndicatedAnswer(UNTOLD, redrawn=REDRAWN))
    assert "23" in redrawn_lines(many, locale_for("en"))[0]
    assert "100" not in redrawn_lines(one, locale_for("en"))[0]
