"""URL <-> scenarios. Every plan of the page stands in its URL, so that a link reproduces the page;
and each is checked.

A plan is written as what differs from the usual values, as JSON, packed and made fit for a URL.
What comes from a URL is taken as anybody's: wrong types, unknown fields, endless numbers and texts
are refused; faulty amounts are kept, so that the page can say what is wrong with them and nothing
typed is lost.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import fields, replace

from metrics.i18n import N_
from metrics.rewards import CategoryPlan, RewardPlan, Scenario, scenario_from_dict
from metrics.rewards.inputs import is_measured, known
from metrics.value.company_facts import CompanyFacts

SLOTS = ("a", "b", "c", "d")
NOTHING, TODAY, SHOWN_PLAN = "nothing", "today", "plan"
LONGEST_LINK, LONGEST_TEXT, LONGEST_NAME, LARGEST_AMOUNT = 8_000, 60_000, 80, 1e9
MOST_CATEGORIES = 60
KINDS = {"str": str, "bool": bool, "int": int, "float": (int, float)}
UNREADABLE = N_(
    "A plan in this link cannot be read and is left out. The other plans are unchanged."
)


class LinkError(ValueError):
    """A text that is not a scenario."""


def encode(scenario: Scenario, based_on: int | None = None) -> str:
    """The scenario, and the saved version it began with, as a text for a URL; `decode` reads it
    back.
    """
    plain = _less(scenario.as_dict(), Scenario(""))
    plain["categories"] = [
        _less({**one, "reward": _less(one["reward"], RewardPlan())}, CategoryPlan("", 0, 0.0))
        for one in plain.get("categories", ())
    ]
    text = json.dumps({"of": based_on, **plain}, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def decode(text: str) -> tuple[Scenario, int | None]:
    """The scenario (it may have faults) and the version it began with. Raises LinkError."""
    try:
        if len(text) > LONGEST_LINK:
            raise LinkError("too long")
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        opened = zlib.decompressobj()
        found = json.loads(opened.decompress(packed, LONGEST_TEXT), parse_constant=_refused)
        if not opened.eof:
            raise LinkError("cut off")
        based_on = found.pop("of", None)
        if based_on is not None and type(based_on) is not int:
            raise LinkError("of")
        scenario = scenario_from_dict(_checked(found))
    except (
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        binascii.Error,
        zlib.error,
    ) as error:
        raise LinkError(str(error)) from error
    return replace(scenario, draws=Scenario("").draws), based_on


def with_plan(scenario: Scenario, plan: CategoryPlan) -> Scenario:
    """The scenario with that plan for its category, in place of the one it has, else added."""
    if plan.category not in {one.category for one in scenario.categories}:
        return replace(scenario, categories=(*scenario.categories, plan))
    return replace(
        scenario,
        categories=tuple(
            plan if one.category == plan.category else one for one in scenario.categories
        ),
    )


def plan_of(scenario: Scenario, category: str, facts: CompanyFacts) -> CategoryPlan:
    """The scenario's plan for that category, else the plan of no pairings with the hours that are
    usual there, and with what others published where nothing was measured.
    """
    for one in scenario.categories:
        if one.category == category:
            return one
    about = known(facts, category)
    return CategoryPlan(
        category,
        0,
        round(about.hours_per_pairing, 1),
        about.months,
        "measured" if is_measured(facts, category) else "published",
    )


def _less(values: dict[str, object], usual: object) -> dict[str, object]:
    """The values that are not as usual."""
    return {name: value for name, value in values.items() if value != getattr(usual, name)}


def _checked(values: object) -> dict[str, object]:
    found = _typed(Scenario, values)
    found.setdefault("name", "")
    categories = found.get("categories", ())
    if not isinstance(categories, list | tuple) or len(categories) > MOST_CATEGORIES:
        raise LinkError("categories")
    found["categories"] = [_category(one) for one in categories]
    for name, *ends in found.get("assumptions", ()):
        _is("str", name)
        if len(ends) != 3 or not all(_is("float", end) for end in ends):
            raise LinkError("assumptions")
    return found


def _category(values: object) -> dict[str, object]:
    found = {"category": "", "pairings": 0, "hours": 0.0, **_typed(CategoryPlan, values)}
    return {**found, "reward": _typed(RewardPlan, found.get("reward", {}))}


def _typed(of: type, values: object) -> dict[str, object]:
    if not isinstance(values, dict):
        raise LinkError("not an object")
    kinds = {one.name: one.type for one in fields(of)}
    for name, value in values.items():
        kind, _or, nothing = kinds[name].partition(" | ")
        if kind in KINDS and not (nothing and value is None):
            _is(kind, value)
    return dict(values)


def _is(kind: str, value: object) -> bool:
    """True; LinkError where the value is not of that kind, or too long, or too large."""
    right = isinstance(value, KINDS[kind]) and (kind == "bool") == isinstance(value, bool)
    if not right or (kind == "str" and (len(value) > LONGEST_NAME or not value.isprintable())):
        raise LinkError(f"not a {kind}")
    if kind in ("int", "float") and not abs(value) <= LARGEST_AMOUNT:
        raise LinkError("too large")
    return True


def _refused(text: str) -> float:
    raise LinkError(text)
