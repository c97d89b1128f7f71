"""Plans in a link: a scenario as a text for a URL, and back.

The URL of a page holds all its plans, so that a link reproduces the page. A plan is written as
what differs from the defaults, as JSON, compressed and encoded for a URL.

A link may come from anybody. Wrong types, unknown fields, endless numbers and long texts are
refused. Amounts with a fault are kept, so that the page can say what is wrong with them and
nothing typed is lost.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import fields, replace

from metrics.rewards import CategoryPlan, RewardPlan, Scenario, scenario_from_dict

# Parameters of the URL: one per plan of the reader, and the one that says which plan is shown ...
SLOTS = ("a", "b", "c", "d")
SHOWN_PLAN = "plan"
# ... which may also be one of the two plans that are always there.
NOTHING = "nothing"
TODAY = "today"

LONGEST_LINK = 8_000  # characters
LONGEST_TEXT = 60_000  # bytes of JSON
LONGEST_NAME = 80  # characters
LARGEST_AMOUNT = 1e9
MOST_CATEGORIES = 60
BASED_ON = "of"  # the key of the saved version that a plan began with
CHECKED_TYPES = ("str", "bool", "int", "float")


class LinkError(ValueError):
    """A text in a URL is not a scenario."""


def encode(scenario: Scenario, based_on: int | None = None) -> str:
    """Return the scenario, and the saved version it began with, as a text for a URL."""
    values = {
        BASED_ON: based_on,
        **_changes(scenario, Scenario("")),
        "categories": [_category_values(plan) for plan in scenario.categories],
    }
    text = json.dumps(values, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def decode(text: str) -> tuple[Scenario, int | None]:
    """Return the scenario of a link and the saved version it began with.

    The scenario may have faults. Its number of draws is the default: a link cannot ask for more.
    Raises LinkError where the text is not a scenario.
    """
    if len(text) > LONGEST_LINK:
        raise LinkError("too long")
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        decompressor = zlib.decompressobj()
        content = decompressor.decompress(packed, LONGEST_TEXT)
        if not decompressor.eof:
            raise LinkError("cut off")
        values = json.loads(content, parse_constant=_refuse_constant)
        if not isinstance(values, dict):
            raise LinkError("not an object")
        based_on = values.pop(BASED_ON, None)
        if based_on is not None and type(based_on) is not int:
            raise LinkError("not a version")
        scenario = scenario_from_dict(_checked_scenario(values))
    except (ValueError, TypeError, KeyError, RecursionError, zlib.error) as error:
        raise LinkError(str(error)) from error
    return replace(scenario, draws=Scenario("").draws), based_on


def _category_values(plan: CategoryPlan) -> dict[str, object]:
    changes = _changes(plan, CategoryPlan("", 0, 0.0))
    return {**changes, "reward": _changes(plan.reward, RewardPlan())}


def _changes(
    values: Scenario | CategoryPlan | RewardPlan, defaults: Scenario | CategoryPlan | RewardPlan
) -> dict[str, object]:
    """Return the fields that differ from the defaults."""
    return {
        field.name: getattr(values, field.name)
        for field in fields(values)
        if getattr(values, field.name) != getattr(defaults, field.name)
    }


def _checked_scenario(values: dict[str, object]) -> dict[str, object]:
    """Return the values of a scenario; raise LinkError where one has the wrong type or size."""
    checked = {"name": "", **_checked_fields(Scenario, values)}
    categories = checked.get("categories", [])
    if not isinstance(categories, list) or len(categories) > MOST_CATEGORIES:
        raise LinkError("categories")
    checked["categories"] = [_checked_category(plan) for plan in categories]
    assumptions = checked.get("assumptions", [])
    if not isinstance(assumptions, list):
        raise LinkError("assumptions")
    for assumption in assumptions:
        if not isinstance(assumption, list) or len(assumption) != 4:
            raise LinkError("assumptions")
        name, *ends = assumption
        if not _is_valid("str", name) or not all(_is_valid("float", end) for end in ends):
            raise LinkError("assumptions")
    return checked


def _checked_category(values: object) -> dict[str, object]:
    """Return the values of a category's plan; what a link leaves out is empty or zero."""
    checked = {"category": "", "pairings": 0, "hours": 0.0, **_checked_fields(CategoryPlan, values)}
    return {**checked, "reward": _checked_fields(RewardPlan, checked.get("reward", {}))}


def _checked_fields(
    plan: type[Scenario] | type[CategoryPlan] | type[RewardPlan], values: object
) -> dict[str, object]:
    """Return the values of a dataclass; raise LinkError for an unknown field or a wrong type."""
    if not isinstance(values, dict):
        raise LinkError("not an object")
    types = {field.name: str(field.type) for field in fields(plan)}
    for name, value in values.items():
        if name not in types:
            raise LinkError(f"unknown field {name}")
        kind, _or, optional = types[name].partition(" | ")
        if kind not in CHECKED_TYPES or (optional and value is None):
            continue
        if not _is_valid(kind, value):
            raise LinkError(f"{name} is not a valid {kind}")
    return dict(values)


def _is_valid(kind: str, value: object) -> bool:
    """Return whether a value has this type, and is neither too long nor too large."""
    if kind == "str":
        return isinstance(value, str) and len(value) <= LONGEST_NAME and value.isprintable()
    if kind == "bool" or isinstance(value, bool):
        return kind == "bool" and isinstance(value, bool)
    if kind == "int" and not isinstance(value, int):
        return False
    return isinstance(value, (int, float)) and abs(value) <= LARGEST_AMOUNT


def _refuse_constant(text: str) -> float:
    """Raise LinkError for NaN and infinity, which JSON does not have and Python reads."""
    raise LinkError(text)
