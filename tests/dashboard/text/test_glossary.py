"""The glossary: one source for the page and for the help, complete in both languages."""

from __future__ import annotations

import pytest

from dashboard.text.glossary import glossary_page, meaning, name, terms
from metrics.i18n import LANGUAGES, locale_for
from tests.i18n.glossary import PAGE

LONGEST = 25  # words of a meaning


def test_the_page_is_written_from_the_terms():
    assert PAGE.read_text(encoding="utf-8") == glossary_page(), "run `make glossary`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_term_has_one_name_and_one_line_of_meaning(language):
    locale = locale_for(language)
    assert len({name(term, locale).casefold() for term in terms()}) == len(terms())
    for term in terms():
        said = meaning(term, locale)
        assert said.endswith(".") and "\n" not in said and len(said.split()) <= LONGEST, term


def test_a_term_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        meaning("no_such_term", locale_for("en"))
