"""The contract is complete: everything in it is explained, and nothing in it is ambiguous."""

import csv

import pytest

from metrics.contract import (
    FILE_RULES,
    RULES,
    TABLES,
    TYPES,
    Column,
    Rule,
    Table,
    match_key,
    sentences,
)
from metrics.contract.findings import placeholders
from metrics.intake.folder import table_names
from tests.contract.drawn_company import FOLDER, ONE_MORE

COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
ALWAYS = {"table", "file", "line", "column", "name", "value", "count", "unit", "bound"}


def is_sentence(text: str) -> bool:
    return text[0] in "`{" or text[0].isupper()


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_table_has_a_row_description_and_names_that_find_it(table: Table) -> None:
    assert table.row.endswith(".")
    assert table.files
    assert {column.name for column in table.columns} >= set(table.key)
    for name in (table.name, table.dutch, *table.files):
        assert table_names(name.upper()) == {table.name}


@pytest.mark.parametrize(
    "column", [pytest.param(column, id=f"{table.name}.{column.name}") for table, column in COLUMNS]
)
def test_a_column_is_explained(column: Column) -> None:
    assert column.type in TYPES
    assert is_sentence(column.meaning) and column.meaning.endswith(".")
    assert column.caveat == "" or column.caveat.endswith(".")
    assert column.dutch
    assert bool(column.choices) == (column.type == "choice")
    assert bool(column.unit) == (column.type in ("number", "integer"))
    assert column.example or not column.required


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_has_a_message_and_a_remedy(rule: Rule) -> None:
    assert is_sentence(rule.message)
    assert is_sentence(rule.remedy) and rule.remedy.endswith(".")
    if rule.table:
        assert rule.id.startswith(f"{rule.table}.")
        assert rule.columns and rule.when and rule.breaks
        assert all(TABLES[rule.table].has(name) for name in rule.columns)
    else:
        assert rule.id in FILE_RULES


def test_each_header_means_one_column() -> None:
    for table in TABLES.values():
        headers = [header for column in table.columns for header in column.headers()]
        assert len(headers) == len(set(headers)), table.name


def test_each_word_means_one_choice_and_each_name_one_table() -> None:
    for _table, column in COLUMNS:
        words = [
            match_key(text)
            for name, synonyms in column.choices.items()
            for text in {name, *synonyms}
        ]
        assert len(words) == len(set(words)), column.name
    names = [match_key(text) for table in TABLES.values() for text in set(table.names())]
    assert len(names) == len(set(names))


def test_sentences_of_rules_name_no_sensitive_column() -> None:
    for rule in RULES.values():
        if rule.table:
            hidden = {column.name for column in TABLES[rule.table].columns if column.sensitive}
            names = placeholders(rule.message) | placeholders(rule.remedy)
            assert not names & hidden - {"value"}, "a finding hides its own sensitive value"


def test_pay_scores_and_ratings_are_sensitive() -> None:
    hidden = {(table.name, column.name) for table, column in COLUMNS if column.sensitive}
    assert hidden == {
        ("staff", "annual_salary"), ("positions", "annual_salary"), ("reviews", "score"),
        ("meetings", "mentee_rating"), ("meetings", "mentor_rating"), ("invitations", "reward_amount"),
        ("rewards", "gross_amount"), ("checkins", "quality_score"),
        ("mentor_profiles", "attitude"), ("mentor_profiles", "knowledge"), ("mentor_profiles", "skill"),
        ("measures", "value"),
    }  # fmt: skip


def test_every_sentence_is_collected_for_translation() -> None:
    collected = set(sentences())
    assert {rule.message for rule in RULES.values()} <= collected
    assert {column.meaning for _table, column in COLUMNS} <= collected
    assert "" not in collected


def test_the_drawn_company_has_every_column_of_every_table() -> None:
    assert set(ONE_MORE) == set(TABLES)
    for table in TABLES.values():
        with (FOLDER / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [column.name for column in table.columns]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Datum In-dienst", "datum_in_dienst"),
        ("Dépártment ", "department"),
        ("Pers. nr.", "persnr"),
    ],
)
def test_headers_are_compared_without_case_accents_spaces_and_punctuation(
    text: str, same: str
) -> None:
    assert match_key(text) == match_key(same)
