"""What a figure may be called: planned, because a plan was frozen before its data, or explored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from metrics.i18n import N_, Locale

PLANNED = "planned"
EXPLORED = "explored"
TITLES = {PLANNED: N_("Planned"), EXPLORED: N_("Explored, not planned")}
NO_PLAN = N_("No analysis plan was frozen for this figure before the data came.")


@dataclass(frozen=True)
class Standing:
    """Whether a figure was planned, and why.

    `why` is a sentence key, filled in from `values`. `plan` is the number of the plan about this
    question, `hash` its hash, `look` the date of looking that the data have reached.
    """

    status: str = EXPLORED
    why: str = NO_PLAN
    values: Mapping[str, object] = field(default_factory=dict)
    plan: int | None = None
    hash: str = ""
    look: date | None = None

    @property
    def planned(self) -> bool:
        """Return whether the figure was planned."""
        return self.status == PLANNED

    def title(self, _: Locale) -> str:
        """Return the one word for a card or a column."""
        return _(TITLES[self.status])

    def reason(self, _: Locale) -> str:
        """Return why, as a sentence; days are written as the reader writes them."""
        values = {
            name: _.date(value) if isinstance(value, date) else value
            for name, value in self.values.items()
        }
        return _(self.why, **values)


UNPLANNED = Standing()
