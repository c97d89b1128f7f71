"""Findings of a load quote no row; a sender reads their own files in full."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from metrics.contract import RULES
from metrics.contract.findings import ENTERED_IN_BROWSER, Finding, placeholders
from metrics.contract.settings import ROLES
from metrics.disclosure import release
from metrics.disclosure.released_findings import (
    HIDDEN,
    SAME_FOR_EVERY_ROW,
    CheckReport,
    ReleasedFinding,
)
from metrics.disclosure.roles import sees_names
from metrics.i18n import locale_for

_ = locale_for("en")
OF_A_ROW = [rule for rule in RULES.values() if "line" in placeholders(rule.message)]
LINE = 4321


def found(
    name: str, *, count: int = 3, file: str = "people.csv", line: int | None = LINE
) -> Finding:
    """Return a finding of that rule in which every value of a row begins with secret."""
    rule = RULES[name]
    facts = {
        fact: f"secret {fact}"
        for fact in (placeholders(rule.message) | placeholders(rule.remedy))
        - SAME_FOR_EVERY_ROW
        - {"line"}
    }
    column = rule.columns[0] if rule.columns else ""
    facts.pop("value", None)
    return Finding(
        name,
        rule.severity,
        rule.table,
        file,
        line,
        column,
        "secret value",
        count,
        tuple(facts.items()),
    )


def released(*findings: Finding, role: str, own: bool = False) -> tuple[ReleasedFinding, ...]:
    said = {
        "findings": [one.to_dict(_) for one in findings],
        "tables": {"staff": 7, "reviews": 70},
        "as_of": "2025-12-31",
    }
    return release(CheckReport(said, role, _, own=own)).findings


@pytest.mark.parametrize("rule", OF_A_ROW, ids=lambda rule: rule.id)
def test_no_role_reads_a_value_of_a_row_that_was_loaded(rule):
    for role in (*ROLES, "boss"):
        (one,) = released(found(rule.id), role=role)
        assert "secret" not in f"{one.message} {one.remedy}" and "{" not in one.message + one.remedy
        assert (one.line == LINE) == (str(LINE) in one.message) == sees_names(role)
        assert one.lines == (None if sees_names(role) else "<10")


def test_without_names_the_lines_of_a_rule_become_one_count():
    many = [replace(found("staff.own_manager", count=12), line=line) for line in range(2, 14)]
    (one,) = released(*many, role="analyst")
    masked = RULES["staff.own_manager"].message.format_map(
        {"line": HIDDEN, "file": "people.csv", "value": HIDDEN}
    )
    assert (one.lines, one.line, one.message) == (12, None, masked)
    assert len(released(*many, role="ceo")) == 12


def test_small_row_counts_are_shown_only_to_roles_that_see_names():
    known = Finding(
        "company.grade_not_declared",
        "warning",
        "positions",
        column="grade",
        value="Director",
        count=3,
        facts=(("known", "junior, senior"),),
    )
    assert released(known, role="ceo")[0].message == known.message(_)
    (one,) = released(known, role="analyst")
    assert "<10" in one.message and not re.search("3|Director", one.message)
    assert "Director" in released(replace(known, count=30), role="analyst")[0].message


def test_the_closing_day_and_the_choices_are_shown_to_all():
    (one,) = released(found("staff.hire_after_as_of"), role="analyst")
    assert "31 December 2025" in one.message


@pytest.mark.parametrize("role", ROLES)
def test_a_sender_reads_their_own_files_but_not_what_others_entered(role):
    sent, entered = released(
        found("practices.unknown_expert"),
        found("practices.unknown_expert", file=ENTERED_IN_BROWSER),
        role=role,
        own=True,
    )
    assert "secret value" in sent.message and sent.line == LINE
    assert "secret" not in entered.message


@pytest.mark.parametrize(
    ("role", "shown"),
    [("ceo", {"staff": 7, "reviews": 70}), ("works_council", {"staff": "<10", "reviews": 70})],
)
def test_the_rows_of_a_small_table_are_counted_for_roles_that_see_names(role, shown):
    said = {"findings": [], "tables": {"staff": 7, "reviews": 70}, "as_of": "2025-12-31"}
    assert release(CheckReport(said, role, _)).rows == shown
