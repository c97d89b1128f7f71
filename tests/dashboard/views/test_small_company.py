"""A company of 100 people sees an indication beside "cannot tell", and no euros for it."""

from __future__ import annotations

import pytest

from dashboard.text.indication_text import SHORT
from dashboard.views.overview.page import NO_ANSWER_YET
from metrics.disclosure import INDICATION_TITLE
from metrics.disclosure.indication_text import NO_ANSWER, RANGE_IN, SHARED
from metrics.evaluate import CANNOT_TELL
from metrics.value import expectation
from sample_data.generate import generate
from tests.dashboard.conftest import publish
from tests.dashboard.reading import says, shown, title


@pytest.fixture(scope="module")
def loaded(homes, tmp_path_factory):
    """The fictional company with 100 people, as the home "small"."""
    folder = tmp_path_factory.mktemp("small")
    generate(folder / "files", staff=100)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MENTORING_ROI_HOME", str(folder / "home"))
        publish(folder / "files")
    homes["small"] = folder / "home"
    return folder / "home"


@pytest.mark.parametrize("metric", ["retention", "performance"])
def test_the_page_of_a_metric_shows_it_and_the_studies_behind_it(visit, loaded, metric):
    at = visit(metric, home="small")
    assert f"gray-badge[{CANNOT_TELL}]" in title(at)
    page = shown(at)
    for sentence in (INDICATION_TITLE, SHARED, NO_ANSWER):
        assert says(page, sentence)
    assert says(page, RANGE_IN) == (metric == "retention")
    for effect in expectation(metric).effects:
        assert effect.study in page


def test_the_first_page_names_it_where_a_figure_would_be(visit, loaded):
    page = shown(visit("overview", home="small"))
    assert says(page, NO_ANSWER_YET) and says(page, SHORT)


@pytest.mark.parametrize("page", ["value", "rewards", "portfolio"])
def test_no_page_with_euros_knows_of_it(visit, loaded, scenarios, page):
    said = shown(visit(page, home="small"))
    for sentence in (INDICATION_TITLE, SHORT, SHARED):
        assert not says(said, sentence)
