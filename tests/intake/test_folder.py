"""A file is recognised as a table by its name, in English and Dutch, old names included."""

import unicodedata
from pathlib import Path

import pytest

from metrics.intake import write_templates
from metrics.intake.folder import table_names


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("koppelingen", "pairings"),
        ("koppels", "pairings"),
        ("categorieën", "categories"),
        ("categorieen", "categories"),
        ("Export_Categorieën_2025", "categories"),
        ("export koppels 2025-06", "pairings"),
    ],
)
def test_dutch_names_are_recognised_with_and_without_accents(
    name: str, table: str, form: str
) -> None:
    assert table_names(unicodedata.normalize(form, name)) == {table}


def test_dutch_templates_have_the_dutch_names(tmp_path: Path) -> None:
    names = {path.name for path in write_templates(tmp_path, "nl")}
    assert {"koppelingen.csv", "categorieën.csv"} <= names
