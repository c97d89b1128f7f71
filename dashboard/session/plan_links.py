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
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from metrics.i18n import N_
from metrics.rewards import CategoryPlan, RewardPlan, Scenario, scenario_from_dict
from metrics.rewards.inputs import is_measured, known
from metrics.rewards.model import do_nothing
from metrics.value.company_facts import CompanyFacts

SLOTS = ("a", "b", "c", "d")
NOTHING, TODAY, SHOWN = "nothing", "today", "plan"
LONGEST_LINK, LONGEST_TEXT, LONGEST_NAME, LARGEST = 8_000, 60_000, 80, 1e9
MOST_CATEGORIES = 60
KINDS = {"str": str, "bool": bool, "int": int, "float": (int, float)}
UNREADABLE = N_(
    "A plan in this link cannot be read and is left out. The other plans are unchanged."
)
FULL = N_("{n} plans are open, which is the maximum. Remove one to make room.")


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


@dataclass(frozen=True)
class PlanComparison:
    """The plans side by side: nothing and today's, which never change, and up to four of the
    reader's by slot.

    `chosen` is the one that is looked at; `based_on` says on which saved version a plan rests.
    """

    today: Scenario
    plans: Mapping[str, Scenario] = field(default_factory=dict)
    based_on: Mapping[str, int] = field(default_factory=dict)
    chosen: str = TODAY

    @property
    def all(self) -> dict[str, Scenario]:
        """Every plan by slot, "do nothing" and today's first."""
        return {
            NOTHING: do_nothing(self.today),
            TODAY: self.today,
            **dict(sorted(self.plans.items())),
        }

    @property
    def scenario(self) -> Scenario:
        """The plan that is looked at."""
        return self.all[self.chosen]

    @property
    def full(self) -> bool:
        return len(self.plans) == len(SLOTS)

    @property
    def fixed(self) -> bool:
        """Whether the plan that is looked at cannot be changed, nor a changed copy of it be
        added.
        """
        return self.chosen not in self.plans and self.full

    def showing(self, chosen: str) -> PlanComparison:
        """With another plan looked at."""
        return replace(self, chosen=chosen if chosen in self.all else TODAY)

    def changed(self, scenario: Scenario, name: str = "") -> PlanComparison:
        """With that in place of the plan looked at; today's and nothing stay, the change becomes a
        plan of its own, with that name.
        """
        if self.chosen in self.plans:
            return replace(self, plans={**self.plans, self.chosen: scenario})
        return self.added(replace(scenario, name=name or scenario.name))

    def added(self, scenario: Scenario, based_on: int | None = None) -> PlanComparison:
        """With one more plan, which is then looked at; as it is where there is no room."""
        free = [slot for slot in SLOTS if slot not in self.plans]
        if not free:
            return self
        bases = self.based_on if based_on is None else {**self.based_on, free[0]: based_on}
        return replace(
            self, plans={**self.plans, free[0]: scenario}, based_on=bases, chosen=free[0]
        )

    def saved(self, version: int) -> PlanComparison:
        """With the plan looked at resting on that version."""
        return replace(self, based_on={**self.based_on, self.chosen: version})

    def without(self, slot: str) -> PlanComparison:
        """Without that plan."""
        plans, bases = (
            {key: one for key, one in kept.items() if key != slot}
            for kept in (self.plans, self.based_on)
        )
        chosen = (
            self.chosen if self.chosen in (NOTHING, TODAY, *plans) else next(iter(plans), TODAY)
        )
        return replace(self, plans=plans, based_on=bases, chosen=chosen)

    def to_query(self) -> dict[str, str]:
        """The board as parameters of a URL; `comparison` reads them."""
        links = {
            slot: encode(one, self.based_on.get(slot)) for slot, one in sorted(self.plans.items())
        }
        return links | ({SHOWN: self.chosen} if self.chosen != TODAY else {})


def comparison(query: Mapping[str, str], today: Scenario) -> tuple[PlanComparison, bool]:
    """The board of a URL's parameters, and whether all of it could be read."""
    plans, bases, whole = {}, {}, True
    for slot in SLOTS:
        if not query.get(slot):
            continue
        try:
            plans[slot], based_on = decode(query[slot])
        except LinkError:
            whole = False
            continue
        if based_on is not None:
            bases[slot] = based_on
    return PlanComparison(today, plans, bases).showing(query.get(SHOWN, TODAY)), whole


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
    if kind in ("int", "float") and not abs(value) <= LARGEST:
        raise LinkError("too large")
    return True


def _refused(text: str) -> float:
    raise LinkError(text)
