"""A sentence about mentees or mentors is filled in for its reader: no placeholder is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from metrics.catalog import MetricError, catalogue
from metrics.disclosure import (
    filled,
    method_markdown,
    method_sections,
    plain_answer,
    release,
    to_json,
)
from metrics.evaluate import (
    Check,
    adjusted_panel,
    evaluate,
    evidence,
    fallback_estimator,
    panel,
    time_to_event,
)
from metrics.evaluate.answer import FEW_COMPARED, NONE_YET, enough_mentees, enough_mentors
from metrics.evaluate.method import describe_method
from metrics.evaluate.role_words import ROLE_WORDS, sentence_about
from metrics.evaluate.sensitivity import CONTROL_FAULT
from metrics.evaluate.time_zero import AFTER_NOTICE
from metrics.i18n import LANGUAGES, N_, locale_for
from metrics.scope import MENTEE, MENTOR, Scope
from tests.i18n.collect import collect

METRICS = catalogue()
SENTENCES = {
    *time_to_event.ASSUMPTIONS,
    *panel.ASSUMPTIONS,
    adjusted_panel.ASSUMPTION,
    time_to_event.TIE_RULE,
    *panel.TIE_RULE.values(),
    *(module.NAIVE for module in (time_to_event, panel)),
    *(module.WRONG for module in (time_to_event, panel)),
}
CHECK_TEXTS = {
    FEW_COMPARED,
    NONE_YET,
    time_to_event.FEW_EVENTS,
    panel.FEW_CONTROLS,
    adjusted_panel.TOO_FEW,
    adjusted_panel.LEFT_OUT,
    *fallback_estimator.WHY.values(),
    AFTER_NOTICE,
}
LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
ROLE = pytest.mark.parametrize("role", [MENTEE, MENTOR])


def checks(role: str) -> Iterator[Check]:
    """Every check whose sentence names mentees or mentors."""
    yield enough_mentees(3, 10, role=role)
    yield enough_mentees(0, 10, role=role, asked=0)
    yield enough_mentors(2.5, 4, role=role)
    yield from time_to_event.least_numbers(
        3, {0: 1, 1: 2}, 2.5, 9.0, followed=False, horizon=12, role=role
    )
    yield from panel.least_numbers(3, 2.5, 9, role)
    yield adjusted_panel.too_few_check(3, among=10, role=role)
    yield adjusted_panel.left_out_check(3, role=role)


def test_every_sentence_with_a_placeholder_is_known_here():
    """A new one needs a check or a sentence above, which the other tests render."""
    with_placeholder = {
        sentence
        for sentence, places in collect().items()
        if isinstance(sentence, str)
        and ("{person}" in sentence or "{persons}" in sentence)
        and any(place.startswith("metrics/evaluate/") for place in places)
    }
    assert with_placeholder <= SENTENCES | CHECK_TEXTS
    assert len(with_placeholder) > 10


@LANGUAGE
@ROLE
def test_sentences_and_checks_are_filled_in_for_both_roles(role, language):
    _ = locale_for(language)
    texts = [sentence_about(role, sentence, _) for sentence in SENTENCES]
    texts += [filled(check.text, check.values, _) for check in checks(role)]
    texts += [
        filled(why, {"share": 1, "matched": 2.5, **ROLE_WORDS[role]}, _)
        for why in fallback_estimator.WHY.values()
    ]
    assert not [text for text in texts if "{" in text or "}" in text]


@LANGUAGE
def test_a_sentence_without_a_placeholder_is_shown_as_it_is(language):
    _ = locale_for(language)
    (same,) = {sentence_about(role, time_to_event.TIE_RULE, _) for role in (MENTEE, MENTOR)}
    assert same == _(time_to_event.TIE_RULE)


def test_a_sentence_about_mentors_does_not_say_mentees():
    english = locale_for("en")
    for sentence in SENTENCES - {panel.TIE_RULE[MENTEE]}:
        assert "mentee" not in sentence_about(MENTOR, sentence, english)
    for check in checks(MENTOR):
        assert "mentees" not in filled(check.text, check.values, english)


@LANGUAGE
@ROLE
@pytest.mark.parametrize("name", ["retention", "performance"])
def test_an_answer_shows_no_placeholder_anywhere(sample_session, name, role, language):
    _ = locale_for(language)
    scope = Scope(role=role)
    found = release(evidence(METRICS[name], sample_session, scope))
    texts = [
        method_markdown(name, method_sections(describe_method(METRICS[name], role), found, (), _)),
        plain_answer(found.answer, _),
    ]
    shown = to_json(found.answer, _)
    texts += [*shown["assumptions"], shown["tie_rule"], shown["naive"]["label"]]
    texts += [check["text"] for check in shown["checks"]]
    texts.append(sentence_about(role, found.answer.naive.why, _))
    assert not [text for text in texts if "{person" in text]


@LANGUAGE
@ROLE
def test_an_answer_that_cannot_be_told_shows_no_placeholder(sample_session, role, language):
    _ = locale_for(language)
    answer = evaluate(METRICS["retention"], sample_session, Scope(role=role))
    untold = replace(answer, estimate=None, checks=tuple(checks(role)), companions={}, lines=None)
    assert "{" not in plain_answer(release(untold), _)


@pytest.mark.parametrize("why", fallback_estimator.WHY)
@ROLE
def test_the_reason_for_another_estimator_names_the_role(why, role):
    words = ROLE_WORDS[role]
    text = filled(
        fallback_estimator.WHY[why], {"share": 1, "matched": 2.5, **words}, locale_for("en")
    )
    assert words["person"] in text


def test_a_control_that_cannot_be_read_is_explained_in_the_readers_language():
    error = MetricError(N_("{file} is not UTF-8: save it as UTF-8."), file="mine.sql")
    check = Check("negative_control", None, CONTROL_FAULT, {"control": "x", "why": error})
    for language in LANGUAGES:
        _ = locale_for(language)
        assert error.message(_) in filled(check.text, check.values, _)
