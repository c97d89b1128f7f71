"""Plans in a link: what is written is read back to the last figure, and nothing forged gets in."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace

import pytest

from dashboard.session.plan_links import LinkError, decode, encode
from metrics.rewards import CategoryPlan, RewardPlan, Scenario

PLAN = Scenario(
    "Bonus & lunch, 2027",
    (
        CategoryPlan(
            "customers",
            24,
            22.5,
            9,
            "measured",
            RewardPlan("cash", 750.0, "yearly", 0.8, 4, ends=False),
        ),
        CategoryPlan("risk", 3, 10.0),
    ),
    years=3,
    discount_rate=0.1,
    free_space_used=45_000.0,
    conservative=True,
    assumptions=(("outside_rate", 100.0, 127.1, 190.0),),
    seed=7,
    later_years="held",
)


def packed(values) -> str:
    text = values if isinstance(values, str) else json.dumps(values)
    return base64.urlsafe_b64encode(zlib.compress(text.encode())).decode().rstrip("=")


def test_a_plan_is_read_back_from_its_link_as_it_was():
    assert decode(encode(PLAN)) == (PLAN, None)
    assert decode(encode(PLAN, 3)) == (PLAN, 3)
    assert decode(encode(Scenario(""))) == (Scenario(""), None)


def test_a_plan_with_a_fault_is_read_back_so_that_nothing_typed_is_lost():
    faulty = PLAN.with_reward("risk", RewardPlan("cash", -5.0))
    assert decode(encode(faulty))[0] == faulty


def test_a_link_is_short_enough_to_send():
    many = replace(
        PLAN,
        categories=tuple(
            CategoryPlan(f"category_{i}", 10 + i, 20.0 + i, reward=RewardPlan("cash", 100.0 * i))
            for i in range(30)
        ),
    )
    assert len(encode(PLAN)) < 400 and len(encode(many)) < 1500


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "%%%",
        "abc",
        packed("[1]"),
        packed("null"),
        packed({"name": 5}),
        packed({"nonsense": 1}),
        packed({"free_space_used": "0"}),
        packed({"free_space_used": 1e12}),
        packed({"free_space_used": True}),
        packed({"years": "2"}),
        packed({"later_years": 5}),
        packed({"years": True}),
        packed({"years": 1.5}),
        packed('{"discount_rate": NaN}'),
        packed('{"one_offs": 1e400}'),
        packed({"one_offs": 1e12}),
        packed({"free_space_used": "x"}),
        packed({"one_offs": None}),
        packed({"seed": 10**400}),
        packed({"name": "x" * 100}),
        packed({"name": "line\nbreak"}),
        packed({"categories": 5}),
        packed({"categories": [5]}),
        packed({"categories": [{"reward": {"form": 1}}]}),
        packed({"categories": [{}] * 100}),
        packed({"assumptions": [["outside_rate", 1]]}),
        packed({"assumptions": [[1, 1, 1, 1]]}),
        packed({"assumptions": "abcd"}),
        packed({"assumptions": {"outside_rate": 1}}),
        packed({"of": "x"}),
        packed("[" * 50_000),
        packed({"name": "0" * 10**6}),
        "A" * 10_000,
    ],
)
def test_a_forged_link_is_refused(forged):
    with pytest.raises(LinkError):
        decode(forged)


def test_a_link_cannot_ask_for_more_draws():
    assert decode(packed({"draws": 1_000_000}))[0].draws == Scenario("").draws
