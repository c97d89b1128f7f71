"""The keys of the session state that code reads or writes, each defined once.

What a link repeats is in the URL (`dashboard.session.url_state`); here is what belongs to one visit
alone. Widgets whose value nobody else reads have their keys where they are drawn.
"""

from __future__ import annotations

# What a visit keeps between runs
COMPARISON = "plan_comparison"  # the plans side by side
OPEN_TABLE = "open_table"  # the table of all categories while it is edited
SAVE_CONFLICT = "save_conflict"  # the last save, if somebody else saved in between
SAVE_MESSAGE = "save_message"  # what came of the last save, to be shown once
FROZEN_PLAN = "frozen_plan"  # the number of the plan just frozen, to be shown once
LOADED_SNAPSHOT = "loaded_snapshot"  # the snapshot just loaded, to be shown once

# Widgets whose value code reads or sets
SHOWN_PLAN = "shown_plan"
SAVED_NAME = "open_name"
SAVED_VERSION = "open_version"
VALUE_BREAKDOWN = "by"
POOL_CATEGORY = "pool_category"


def filter_widget(column: str) -> str:
    """Return the key of a filter of a page."""
    return f"filter_{column}"


def plan_field(name: str) -> str:
    """Return the key of a field of a plan."""
    return f"plan_{name}"


def assumption_field(name: str, end: str) -> str:
    """Return the key of the low, base or high end of an assumption."""
    return f"assume_{end}_{name}"


def edited_message(category: str, draft_hash: str) -> str:
    """Return the key of the message to the mentors of a category, as edited from a draft."""
    return f"message-{category}-{draft_hash}"


def named_people(question: str) -> str:
    """Return the key of what a question that names people answered this reader."""
    return f"opened_{question}"
