"""The proof of a lottery: all that it takes to hold the draw again and compare."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from metrics.i18n import N_
from metrics.lottery.draw import (
    DrawnEntrant,
    Entrant,
    LotteryError,
    LotteryList,
    commitment,
    draw,
)

FORM = "mentoring-roi lottery 1"
NO_PROOF = N_(
    "This is not the proof of a lottery: {reason}. The Lottery page offers it as a download after "
    "the draw."
)


@dataclass(frozen=True)
class Verification:
    """Whether a draw is what was committed to.

    `same_list`: seed and list give the commitment. `same_draw`: holding the draw again gives the
    people who are said to be drawn, and the same waiting list. `candidates` and `drawn` are counts.
    """

    lottery_id: str
    commitment: str
    candidates: int
    drawn: int
    same_list: bool
    same_draw: bool

    @property
    def holds(self) -> bool:
        """Return whether everything is as committed."""
        return self.same_list and self.same_draw


def verify(
    listed: LotteryList,
    seed: str,
    committed: str,
    result: Iterable[tuple[str, bool, int | None]] | None = None,
) -> Verification:
    """Return whether list, seed and result belong to the commitment.

    `result` holds (person, drawn, place on the waiting list) as said elsewhere; without it only the
    list is compared.
    """
    drawn = draw(listed, seed)
    again = {(one.entrant.person_id, one.drawn, one.waiting_rank) for one in drawn}
    return Verification(
        listed.lottery_id,
        committed,
        len(drawn),
        sum(one.drawn for one in drawn),
        commitment(listed, seed) == committed,
        result is None or set(result) == again,
    )


def proof_text(
    listed: LotteryList, seed: str, committed: str, drawn: Sequence[DrawnEntrant]
) -> str:
    """Return the proof as JSON: form, commitment, seed, list and result. It holds person ids."""
    proof = {
        "form": FORM,
        "commitment": committed,
        "seed": seed,
        "list": json.loads(listed.to_text()),
        "result": [[one.entrant.person_id, one.drawn, one.waiting_rank] for one in drawn],
    }
    return json.dumps(proof, indent=1, ensure_ascii=True)


def verify_text(text: str) -> Verification:
    """Return what the proof proves. Raise LotteryError for a text that is none."""
    try:
        proof = json.loads(text)
        if proof["form"] != FORM:
            raise LotteryError(NO_PROOF, reason=str(proof["form"])[:80])
        result = [(str(person), bool(drawn), rank) for person, drawn, rank in proof["result"]]
        return verify(
            list_from(proof["list"]), str(proof["seed"]), str(proof["commitment"]), result
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LotteryError(NO_PROOF, reason=type(error).__name__) from error


def list_from(fixed: Mapping[str, Any]) -> LotteryList:
    """Return the list that `LotteryList.to_text` wrote, from its JSON values."""
    return LotteryList(
        str(fixed["lottery_id"]),
        str(fixed["category"]),
        int(fixed["places"]),
        bool(fixed["clustered"]),
        tuple(
            Entrant(str(one["person_id"]), str(one["stratum"]), str(one["cluster"]))
            for one in fixed["entrants"]
        ),
    )
