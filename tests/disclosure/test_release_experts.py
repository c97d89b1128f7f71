"""Released experts have no names; names are revealed only after the request is logged."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

import pytest

from metrics.disclosure import release
from metrics.disclosure.released_experts import reveal_experts
from metrics.experts.find import Expert, Experts
from metrics.experts.score_outliers import ScoredExpert, ScoredExperts
from metrics.store import AuditLog, PracticeSummary, StoreError

ONE = Expert(
    "P1158",
    "Sales",
    "field",
    units=40,
    months=60,
    expected=22.1,
    events=11,
    ratio=0.84,
    low=0.25,
    high=0.89,
    kept=3.58,
    margin=18_897.0,
)
FOUND = Experts(
    (ONE,),
    owners=247,
    assessed=1,
    events=832,
    by_size=((0, 10, 246), (10, 50, 1)),
    colleagues={("Sales", ""): 244, ("Sales", "field"): 120},
    case_mix=("age_band", "segment"),
)


def test_released_experts_have_no_names():
    shown = release(FOUND)
    assert "P1158" not in str(asdict(shown))
    assert [n for _low, _high, n in shown.by_size] == [250, "<10"] and shown.assessed == "<10"
    assert shown.owners == 250, "else the hidden count could be found by subtraction"


def test_a_practice_shows_its_adopters_in_steps_of_ten():
    learned = PracticeSummary(
        "Calls",
        "customers",
        "Calls every new customer.",
        "yes",
        date(2026, 1, 1),
        tuple(date(2026, 2, 1 + day) for day in range(9)),
    )
    assert release(learned).adopters == "<10" and release(learned).by_quarter == ()
    days = (*learned.adopted_on, date(2026, 3, 31), date(2026, 4, 1))
    more = release(replace(learned, adopted_on=days))
    assert more.adopters == 10 and more.by_quarter == ((2026, 1, 10),), (
        "of one more it would be told when"
    )
    many = release(replace(learned, adopted_on=(*days, *[date(2026, 9, 9)] * 8, date(2026, 12, 1))))
    assert many.by_quarter == ((2026, 1, 10), (2026, 4, 20))


def test_an_experts_figures_are_rounded():
    (shown,) = release(FOUND).experts
    assert (shown.expected, shown.advantage, shown.low, shown.high) == (22, 0.5, 0.1, 0.75)
    assert (shown.cautious, shown.kept, shown.margin) == (0.15, 4, 19_000)


def test_if_more_is_better_the_advantage_is_the_share_of_more_events():
    renewals = replace(ONE, events=33, ratio=1.3, low=1.02, high=2.1)
    found = release(
        replace(FOUND, experts=(renewals,), measure="renewals", unit="contracts", more=True)
    )
    (shown,) = found.experts
    assert (found.measure, found.unit, found.more) == ("renewals", "contracts", True)
    assert (shown.advantage, shown.low, shown.high, shown.cautious) == (0.5, 0.0, 1.1, 0.3)


SELLER = ScoredExpert(
    "Sales",
    "field",
    periods=20,
    better=39_443.7,
    low=29_092.9,
    high=49_794.6,
    cautious=37_140.3,
    cautious_low=28_767.9,
    cautious_high=45_512.8,
    person_id="P1158",
)
SALES = ScoredExperts(
    (SELLER,),
    owners=719,
    assessed=198,
    by_size=((0, 6, 319), (6, 12, 9)),
    colleagues={("Sales", ""): 716, ("Sales", "field"): 9},
    measure="sales",
    unit="EUR",
    more=True,
    spread=9452.7,
    noise=11_067.6,
)


def test_an_expert_by_values_has_two_digits_and_a_workplace_of_at_least_ten():
    found = release(SALES)
    (shown,) = found.experts
    assert (shown.better, shown.low, shown.high) == (39_000, 29_000, 50_000)
    assert (shown.cautious, shown.cautious_low, shown.cautious_high) == (37_000, 29_000, 46_000)
    assert (shown.department, shown.job_family, shown.periods) == ("Sales", "", 20)
    told = (found.owners, found.assessed, found.by_size)
    assert told == (720, 200, ((0, 6, 320), (6, 12, "<10"))), (
        "in tens, else the few could be found by subtraction"
    )
    assert (found.spread, found.noise) == (9500, 11_000) and "P1158" not in str(asdict(found))
    small = replace(
        SELLER, better=0.74, low=0.31, high=1.24, cautious=0.5, cautious_low=0.06, cautious_high=0.9
    )
    (shown,) = release(replace(SALES, experts=(small,))).experts
    assert (shown.better, shown.low, shown.high, shown.cautious_low) == (0.7, 0.3, 1.2, 0.1)


def test_the_spread_is_shown_from_ten_people_on():
    few = release(replace(SALES, assessed=9))
    assert (few.assessed, few.spread, few.noise) == ("<10", None, None)
    assert release(replace(SALES, spread=0.0)).spread == 0


def test_a_small_workplace_is_not_named():
    (shown,) = release(
        replace(FOUND, colleagues={("Sales", ""): 244, ("Sales", "field"): 9})
    ).experts
    assert (shown.department, shown.job_family) == ("Sales", "")
    (shown,) = release(replace(FOUND, colleagues={("Sales", ""): 9, ("Sales", "field"): 9})).experts
    assert (shown.department, shown.job_family) == ("", "")


def test_names_are_revealed_only_after_the_request_is_logged(tmp_path):
    log = AuditLog(f"sqlite:///{tmp_path}/entries.sqlite")
    with pytest.raises(StoreError):
        reveal_experts(FOUND, role="ceo", log=log, purpose=" ", author="CEO")
    assert log.records() == ()
    assert reveal_experts(
        FOUND, role="ceo", log=log, purpose="To talk with them", author="CEO"
    ).person_ids == ("P1158",)
    assert reveal_experts(
        SALES, role="ceo", log=log, purpose="To talk with them", author="CEO"
    ).person_ids == ("P1158",)
    line = log.records()[0]
    assert (line.about, line.role, line.purpose, line.author) == (
        "hidden experts",
        "ceo",
        "To talk with them",
        "CEO",
    )
    log.close()
