"""Setting up a lottery: who can take part, who may see names, and what it would show."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from dashboard.exports.lottery import letters_file, proof_file, result_file
from metrics import Company
from metrics.disclosure import RefusedError
from metrics.i18n import LANGUAGES, locale_for
from metrics.loading import open_folder
from metrics.lottery import LotteryError, read_people, verify_text
from metrics.lottery_desk import LotteryRequest
from metrics.store import AuditLog, StoreError
from tests.lottery.company import LotteryCompany, drawn_company, write_before

REQUEST = LotteryRequest("peer", ("department",), places=30)
PURPOSE = "To write to the candidates"
DAY = date(2024, 1, 2)


@pytest.fixture(scope="module")
def people() -> LotteryCompany:
    return drawn_company(3, n=60)


@pytest.fixture(scope="module")
def folder(people, tmp_path_factory):
    return write_before(people, tmp_path_factory.mktemp("before"))


@pytest.fixture
def company(folder) -> Iterator[Company]:
    with open_folder(folder) as opened:
        yield opened


def test_who_waits_can_take_part_and_the_mentors_hours_give_the_places(company):
    offer = company.lottery.offer(REQUEST)
    assert (offer.candidates, offer.groups, offer.places, offer.mentors) == (60, 3, 36, 12)
    assert company.lottery.categories() == ("peer",)


def test_a_list_of_ones_own_is_read_and_who_cannot_take_part_is_counted(company, people):
    own = read_people("person_id;name\n" + "\n".join([*people.candidates[:12], "nobody"]))
    offer = company.lottery.offer(LotteryRequest("peer", places=5, people=own))
    assert (offer.candidates, offer.left_out) == (12, {"unknown": "<10"})


def test_no_name_before_the_draw_and_after_it_only_for_a_logged_purpose(company, people):
    kept = company.lottery.commit(REQUEST, author="Lead")
    assert kept.drawn is None and len(kept.commitment) == 64
    assert not any(person in repr(kept) for person in people.candidates)
    before = company.lottery.name(kept.number, purpose=PURPOSE, author="Lead")
    assert before.result == () and before.proof == ""
    held = company.lottery.hold(kept.number, DAY, author="Lead")
    assert (held.drawn, held.waiting) == (30, 30)
    assert not any(person in repr(held) for person in people.candidates)
    with pytest.raises(StoreError):
        company.lottery.name(kept.number, purpose="", author="Lead")
    known = company.lottery.name(kept.number, purpose=PURPOSE, author="Lead")
    assert len(known.result) == 60
    assert AuditLog().records()[-1].purpose == PURPOSE
    assert company.lottery.offer(REQUEST).left_out == {"drawn": 30}


def test_a_role_that_sees_no_names_can_neither_set_up_nor_draw_nor_open(company):
    kept = company.lottery.commit(REQUEST, author="Lead")
    company.lottery.role = "analyst"
    for refused in (
        lambda: company.lottery.commit(REQUEST, author="A"),
        lambda: company.lottery.hold(kept.number, DAY, author="A"),
        lambda: company.lottery.name(kept.number, purpose=PURPOSE, author="A"),
    ):
        with pytest.raises(RefusedError):
            refused()
    assert len(company.lottery.held()) == 1 and company.lottery.held()[0].drawn_on is None


def test_more_places_than_candidates_are_refused(company):
    with pytest.raises(LotteryError):
        company.lottery.commit(LotteryRequest("peer", places=60), author="Lead")
    assert company.lottery.held() == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_candidate_has_a_letter_with_the_fingerprint_and_the_waiting_their_place(
    company, language
):
    _ = locale_for(language)
    kept = company.lottery.commit(REQUEST, author="Lead")
    company.lottery.hold(kept.number, DAY, author="Lead")
    known = company.lottery.name(kept.number, purpose=PURPOSE, author="Lead")
    letters = letters_file(known, "Peers", _).content.decode("utf-8-sig").split("\f")
    assert len(letters) == 60
    for one, letter in zip(known.result, letters, strict=True):
        assert one.entrant.person_id in letter and kept.commitment in letter
        assert "{" not in letter and _.percent(0.5) in letter
    rows = result_file(known, _).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 61
    proof = proof_file(known).content.decode()
    assert verify_text(proof).holds and json.loads(proof)["commitment"] == kept.commitment


def test_the_size_says_what_the_lottery_finds_and_that_the_mentors_share_is_a_judgement(company):
    size = company.lottery.size("retention", REQUEST)
    assert size.assumed and size.icc == (0.0, 0.05, 0.15)
    low, middle, high = size.detectable
    assert 0 < low < middle < high
    assert size.candidates_for(middle / 2) > 60
    assert company.lottery.size("mentoring_hours", REQUEST) is None
    points = company.lottery.size("performance", REQUEST)
    assert 0.2 < points.explained < 0.9
