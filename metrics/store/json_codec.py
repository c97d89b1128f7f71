"""JSON in which every number comes back as the same double, infinity included.

Any database can read it. What JSON has no number for (infinity, not a number) is written as
`{"not finite": "inf"}`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

_NOT_FINITE = "not finite"


def dumps(value: object) -> str:
    """Return the value as strict JSON.

    Python writes a double with as many digits as it takes to read the same double back.
    """
    return json.dumps(_json_value(value), allow_nan=False, ensure_ascii=True)


def loads(text: str) -> object:
    """Return the value that `dumps` wrote; tuples come back as lists."""
    return json.loads(
        text,
        object_hook=lambda entries: (
            float(entries[_NOT_FINITE]) if set(entries) == {_NOT_FINITE} else entries
        ),
    )


def round_trip(values: Mapping[str, object]) -> dict[str, object]:
    """Return the values as they will come back from the database."""
    return {key: loads(dumps(value)) for key, value in values.items()}


def _json_value(value: object) -> object:
    """Return the value in the types of JSON; a numpy scalar becomes Python's own number."""
    if isinstance(value, dict):
        return {str(key): _json_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_json_value(item) for item in value]
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {_NOT_FINITE: repr(float(value))}
    if hasattr(value, "item"):
        return _json_value(value.item())
    return value
