"""Published findings are sourced and graded, and where nothing causal is known that is said."""

from __future__ import annotations

from metrics.value.published import DESIGNS, GRADES, studies, studies_about


def test_every_finding_has_a_source_a_grade_and_a_design():
    for study in studies():
        assert (
            study.source
            and study.finding
            and study.grade in GRADES
            and study.design in DESIGNS
            and study.about
        )


def test_the_strongest_designs_come_first():
    causal = [study.causal for study in studies()]
    assert causal == sorted(causal, reverse=True)


def test_nothing_causal_is_published_for_four_of_the_five_categories():
    for category in ("customers", "risk", "social_media", "global"):
        assert not [study for study in studies_about(category) if study.causal]
    assert [study for study in studies_about("retention") if study.causal]
