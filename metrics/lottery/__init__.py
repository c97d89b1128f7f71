"""A fair lottery for mentors: who may take part, how large it must be, and the draw itself.

`draw.py` is pure: the same seed and list give the same draw, on any machine.
"""

from metrics.lottery.candidates import KEYS, LEFT_OUT, read_people
from metrics.lottery.draw import (
    DrawnEntrant,
    Entrant,
    LotteryError,
    LotteryList,
    commitment,
    draw,
    new_seed,
)
from metrics.lottery.proof import NO_PROOF, Verification, verify_text

__all__ = [
    "DrawnEntrant",
    "Entrant",
    "KEYS",
    "LEFT_OUT",
    "LotteryError",
    "LotteryList",
    "NO_PROOF",
    "Verification",
    "commitment",
    "draw",
    "new_seed",
    "read_people",
    "verify_text",
]
