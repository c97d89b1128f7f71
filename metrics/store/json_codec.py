"""JSON in which every number comes back as the same double, infinity included, and stays readable
by any database.
"""

from __future__ import annotations

import json
import math

_WORD = "not finite"


def dumps(value: object) -> str:
    """The value as strict JSON. Python writes a double with as many digits as it takes to read the
    same one back; what JSON has no number for (infinity, not a number) becomes `{"not finite":
    "inf"}`, which `loads` knows.
    """
    return json.dumps(_plain(value), allow_nan=False, ensure_ascii=True)


def loads(text: str) -> object:
    """The value that `dumps` wrote; tuples come back as lists."""
    return json.loads(
        text,
        object_hook=lambda entries: float(entries[_WORD]) if set(entries) == {_WORD} else entries,
    )


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {_WORD: repr(float(value))}
    if hasattr(value, "item"):
        return _plain(value.item())
    return value
