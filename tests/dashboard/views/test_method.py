"""The full method is one switch away on every metric's page, and the plan follows the reader's own
effect."""

from __future__ import annotations

import pytest

from dashboard.views.metric.evidence import ENOUGH, LOTTERY
from metrics.disclosure.method_text import ESTIMATED, REFERENCES
from tests.dashboard.reading import says


def texts(at) -> str:
    return "\n".join(one.value for one in [*at.markdown, *at.caption, *at.code])


@pytest.mark.parametrize(
    ("page", "formula", "codes"),
    [
        ("retention", "h_k = d_k / y_k", ["A1", "A3", "A4", "A5", "A6", "A7", "A8"]),
        ("performance", "ATT(g, t)", ["A2", "A3", "A4", "A5", "A6", "A7", "A8"]),
        ("mentoring_hours", "", []),
    ],
)
def test_the_page_shows_the_whole_method_on_request(visit, page, formula, codes):
    at = visit(page, lang="en")
    assert REFERENCES not in texts(at)
    at.toggle(key="method").set_value(True).run()
    assert not at.exception
    said = texts(at)
    assert formula in said and all(f"{code}\\. " in said for code in codes)
    assert (REFERENCES in said) == bool(formula)
    assert ESTIMATED in said


def test_the_method_is_shown_in_dutch_and_without_an_answer(visit):
    at = visit("retention", home="few", lang="nl")
    at.toggle(key="method").set_value(True).run()
    assert not at.exception
    assert "h_k = d_k / y_k" in texts(at) and "nan" not in texts(at).lower().split()


def test_another_effect_takes_other_numbers_of_mentees_and_lots(visit):
    at = visit("retention", lang="en")
    at.session_state["evidence"] = True
    at.run()
    asked = at.number_input(key="effect")
    small, large = (
        [one.value for one in asked.set_value(value).run().markdown if says(one.value, LOTTERY)]
        for value in (0.5, 3.0)
    )
    assert len(small) == len(large) == 1 and small != large
    assert says(large[0], ENOUGH) and not says(small[0], ENOUGH)


def test_the_full_method_ends_with_the_target_checklist_and_can_be_taken_along(visit):
    at = visit("retention")
    at.toggle(key="method").set_value(True).run()
    assert any("TARGET" in one.value for one in at.markdown)
    keys = {button.key for button in at.get("download_button")}
    assert {"download_method", "download_retention-target"} <= keys
