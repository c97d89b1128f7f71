"""The hash by which a changed row is found out: of all of the row, in one spelling."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from metrics.store.insert_only import DatabaseRow, utc
from metrics.store.json_codec import dumps, loads

HASH_DIGITS = 64


def mapping_in(content: str) -> dict[str, Any]:
    """Return the JSON object in a text; raise TypeError or ValueError where it holds none."""
    values = loads(content)
    if not isinstance(values, dict):
        raise TypeError("not an object")
    return values


def canonical(values: Mapping[str, Any]) -> str:
    """Return the values as JSON with sorted keys: equal values give equal text."""
    return json.dumps(json.loads(dumps(dict(values))), sort_keys=True, ensure_ascii=True)


def hash_of(row: DatabaseRow) -> str:
    """Return the hash of all of a row but the hash itself."""
    kept = {name: value for name, value in row.items() if name != "hash"}
    kept["at"] = utc(row["at"]).isoformat()
    return hashlib.sha256(canonical(kept).encode()).hexdigest()
