"""A question that the data cannot answer is refused in the reader's language."""

from __future__ import annotations

import pytest

from metrics.i18n import locale_for
from metrics.scope import MENTOR, Scope, UnknownFilterError


@pytest.mark.parametrize(
    ("where", "role", "named"),
    [
        ({"shoe": "44"}, "mentee", "'shoe'"),
        ({"category": "peer", "mentor_grade": "junior"}, "mentee", "mentor_grade"),
        ({"mentor_department": "Sales"}, MENTOR, "department"),
        ({}, "leader", "'leader'"),
    ],
)
def test_a_refused_filter_is_explained_in_both_languages(where, role, named):
    with pytest.raises(UnknownFilterError) as refused:
        Scope.of(where, role)
    english, dutch = (refused.value.message(locale_for(name)) for name in ("en", "nl"))
    assert str(refused.value) == english
    assert named in english and named in dutch and english != dutch
