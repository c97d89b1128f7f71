"""The moves behind a metric's answer about the whole company, worked out once per snapshot."""

from __future__ import annotations

from dashboard import data
from metrics import value
from metrics.disclosure import ReleasedFlows, release
from metrics.evaluate import Flows, evaluate, flows
from metrics.warehouse.snapshot import Snapshot, ask, find


def found(snapshot: Snapshot, name: str, version: str) -> ReleasedFlows | None:
    """What may be shown of the moves; None for a metric without, or where its answer cannot be
    told.
    """

    def moved() -> Flows | None:
        metric = data.metrics(version)[0][name]
        with ask(find(snapshot.id)) as session:
            answer = evaluate(metric, session, run=value.run_values(data.assumptions(snapshot)))
            return flows(session, metric, answer)

    known = data.kept(f"moves of {name} {version}", snapshot.id, moved)
    return None if known is None else release(known)
