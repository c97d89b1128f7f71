"""One of several who save at once: `python -m tests.store.writer URL NAME AUTHOR TIMES`.

Writes one line for each save, after it was acknowledged: the version and the save's own number. A
conflict is saved again on top of what was saved meanwhile, and counted on the last line."""

from __future__ import annotations

import sys

from metrics.store import ConflictError, Draft, ScenarioStore
from tests.store.plans import FACTS, plan, used


def main(url: str, name: str, author: str, times: int) -> None:
    """Saves `times` versions of that name."""
    store, conflicts, on = ScenarioStore(url), 0, None
    for number in range(1, times + 1):
        draft = Draft(plan(name, one_offs=float(number)), FACTS, used(), on, author)
        while True:
            try:
                saved = store.save_draft(draft)
                break
            except ConflictError as both:
                conflicts += 1
                draft = both.yours.on_top_of(both.saved)
        on = saved.version
        sys.stdout.write(f"{saved.version} {number}\n")
        sys.stdout.flush()
    store.close()
    sys.stdout.write(f"conflicts {conflicts}\n")


if __name__ == "__main__":
    main(*sys.argv[1:4], int(sys.argv[4]))
