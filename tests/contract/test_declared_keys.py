"""Declared attributes and matching keys are read as written; an unusable one is reported."""

from pathlib import Path

import pytest

from metrics.contract.attributes import Attribute
from metrics.contract.settings import read_settings


def read(folder: Path, text: str):
    (folder / "company.toml").write_text(text, encoding="utf-8")
    return read_settings(folder)


def test_attributes_keys_and_cut_points_are_read(tmp_path):
    company, findings = read(
        tmp_path,
        '[staff.attributes]\nteam = "text"\nage = { type = "number", cuts = [30, 45.5] }\n'
        'years = { type = "number", cuts = "exact" }\nnight = "yes/no"\n'
        '[matching]\nkeys = ["age", "gender"]\n[matching.cuts]\nfte = [0.5]\n',
    )
    assert findings == []
    assert company.attributes == {
        "team": Attribute("text"),
        "age": Attribute("number", (30.0, 45.5)),
        "years": Attribute("number", exact=True),
        "night": Attribute("yes/no"),
    }
    places = {key.name: key.place for key in company.matching.possible(company.attributes)}
    assert (places["age"], places["gender"], places["team"]) == (1, 2, None)


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ('[matching]\n\nkeys = ["exit_date"]', "company.key_unknown", 3),
        ('[matching]\nkeys = "gender"', "company.wrong_value", 2),
        ("[matching.cuts]\nfte = [1, 1]", "company.cuts_not_increasing", 2),
        ("[matching.cuts]\ngender = [1]", "company.unknown_key", 2),
        ('[staff.attributes]\nteam = { type = "text", cuts = [1] }', "company.wrong_value", 2),
        ('[staff.attributes]\nhire_date = "text"', "company.attribute_name", 2),
        ("[staff.attributes.age]\ntype = 'number'\ncuts = []", "company.cuts_not_increasing", 3),
    ],
)
def test_an_unusable_declaration_is_reported_at_its_line(tmp_path, text, rule, line):
    _company, findings = read(tmp_path, text)
    assert [(found.rule, found.line) for found in findings] == [(rule, line)]
