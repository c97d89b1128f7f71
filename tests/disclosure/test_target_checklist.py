"""The TARGET checklist names all 21 items; its figures are the answer's, and gaps are marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from metrics.catalog import catalogue
from metrics.disclosure import (
    DataOrigin,
    checklist_rows,
    checklist_section,
    release,
    target_checklist,
)
from metrics.disclosure.standing import PLANNED, Standing
from metrics.disclosure.target_checklist import (
    FOLLOWED,
    IN_PART,
    MISSING,
    POINTS,
    RATIO,
    REPORTED,
    WITHOUT_EVENT,
    status_counts,
)
from metrics.disclosure.target_items import ITEMS, NO_FIGURE, PROTOCOL
from metrics.evaluate import describe_method, evidence, secondary_analyses
from metrics.i18n import locale_for
from metrics.scope import Scope
from tests.companies import asked, awkward

METRICS = catalogue()
EN = locale_for("en")
ORIGIN = DataOrigin(date(2025, 12, 31), ("staff", "pairings"))
BY_THE_READER = {"17", "18", "20", "21"}


def filled_in(found, related=(), locale=EN):
    method = describe_method(found.answer.metric, found.answer.scope.role)
    return target_checklist(method, found, related, ORIGIN, locale)


@pytest.fixture
def retention(sample_session):
    found = release(evidence(METRICS["retention"], sample_session))
    related = [release(one) for one in secondary_analyses(METRICS["retention"], sample_session)]
    return found, related


def test_the_items_are_numbered_1_to_21_without_a_gap():
    assert list(dict.fromkeys(item.whole for item in ITEMS)) == list(range(1, 22))
    assert len({item.number for item in ITEMS}) == len(ITEMS)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_line_says_something_or_what_is_missing(retention, language):
    _ = locale_for(language)
    entries = filled_in(*retention, _)
    assert [entry.item.number for entry in entries] == [item.number for item in ITEMS]
    for entry in entries:
        assert entry.said or entry.missing, entry.item.number
        assert "{" not in " ".join(entry.said) + entry.missing_sentence(_), entry.item.number


def test_the_figures_of_the_checklist_are_those_of_the_answer(retention):
    found, related = retention
    answer = found.answer
    said = {entry.item.number: entry.said for entry in filled_in(found, related)}
    share = answer.companions["share_12"]
    points = {name: EN.signed(100 * getattr(share, end)) for name, end in SHARE.items()}
    assert EN(POINTS, **points) in said["13"]
    ratio = next(check for check in found.sensitivity if check.name == "e_value").values
    ends = {name: EN.number(ratio[name], 2) for name in ("ratio", "low", "high")}
    assert EN(RATIO, **ends) in said["13"]
    assert EN.number(answer.estimate.estimate, 1) in said["13"][0]
    mentees, others = answer.lines
    at_24 = {"mentees": mentees.survival[23], "others": others.survival[23]}
    shares = {name: EN.percent(value, 1) for name, value in at_24.items()}
    assert EN(WITHOUT_EVENT, months="24 months", **shares) in said["12"]
    rows = {"mentees": EN.number(mentees.at_risk[11]), "others": EN.number(others.at_risk[11])}
    assert EN(FOLLOWED, month="12", **rows) in said["10"]
    for number in (answer.n_mentees, answer.n_asked, answer.n_controls, answer.n_mentors):
        assert EN.number(number) in said["8"][0]
    assert answer.snapshot in said["19"][0]


SHARE = {"points": "estimate", "low": "low", "high": "high"}


def test_what_no_file_holds_is_marked_for_the_reader(retention):
    entries = filled_in(*retention)
    unsaid = {entry.item.number for entry in entries if entry.status == MISSING}
    assert unsaid == BY_THE_READER
    counts = status_counts(entries)
    assert sum(counts.values()) == 21 and counts[MISSING] == len(BY_THE_READER)
    assert counts[REPORTED] and counts[IN_PART]


def test_a_frozen_plan_is_the_registration(retention):
    found, _related = retention
    standing = Standing(PLANNED, "Frozen.", {}, 3, "abc123")
    planned = replace(found, answer=replace(found.answer, standing=standing))
    (entry,) = (one for one in filled_in(planned) if one.item.number == "18")
    assert entry.status == REPORTED
    assert any("abc123" in line and "3" in line for line in entry.said)


def test_a_panel_has_all_items_and_marks_those_it_cannot_fill(sample_session):
    found = release(evidence(METRICS["performance"], sample_session))
    entries = {entry.item.number: entry for entry in filled_in(found)}
    assert len(entries) == len(ITEMS)
    assert entries["12"].status == MISSING and entries["13"].status == IN_PART
    assert all(entry.said or entry.missing for entry in entries.values())


def test_without_an_estimate_the_results_are_missing_and_nothing_is_left_out():
    with asked(awkward(3, people=20), as_of=date(2023, 12, 31)) as session:
        found = release(evidence(METRICS["retention"], session))
    entries = {entry.item.number: entry for entry in filled_in(found)}
    assert len(entries) == len(ITEMS)
    for number in ("9", "10", "12", "13", "14", "15"):
        assert entries[number].status == MISSING
        assert entries[number].missing == NO_FIGURE


def test_about_mentors_the_protocol_speaks_of_mentors(sample_session):
    asked_of = Scope.of({}, "mentor")
    found = release(evidence(METRICS["retention"], sample_session, asked_of))
    said = {entry.item.number: entry.said for entry in filled_in(found)}
    for number in PROTOCOL["time to event"]:
        assert "{person" not in said[number][0]
    assert "mentee" not in said["6b"][0]


def test_a_total_has_no_checklist(sample_session):
    found = release(evidence(METRICS["mentoring_hours"], sample_session))
    assert filled_in(found) == ()
    assert checklist_section((), EN).lines == ()


def test_the_table_has_a_row_per_line_with_its_status(retention):
    entries = filled_in(*retention)
    header, rows = checklist_rows(entries, EN)
    assert len(rows) == len(ITEMS) and all(len(row) == len(header) for row in rows)
    section = checklist_section(entries, EN)
    assert len(section.lines) == len(ITEMS) + 1
