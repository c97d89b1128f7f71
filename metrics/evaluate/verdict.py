"""What a verdict is: one word on an answer, and the reasons that led to it.

The rules are in `verdict_rules.py`; `metrics/evaluate/README.md` explains them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from metrics.i18n import N_

HOLDS = "holds"
LEANS = "leans"
CONTRADICTED = "contradicted"
CANNOT_TELL = "cannot tell"
WORDS = {
    HOLDS: N_("holds"),
    LEANS: N_("leans"),
    CONTRADICTED: N_("contradicted"),
    CANNOT_TELL: N_("cannot tell"),
}
"""The four words, as sentence keys."""


@dataclass(frozen=True)
class Reason:
    """Why a verdict is not `holds`.

    `rule` names the rule, `check` the check that it read. `text` is a sentence key, filled in from
    `values`.
    """

    rule: str
    check: str
    text: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Verdict:
    """One of `WORDS`, and every reason found, those that decided first; none where it holds."""

    word: str
    reasons: tuple[Reason, ...] = ()
