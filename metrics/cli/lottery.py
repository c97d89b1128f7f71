"""lottery verify: whether a draw is what was committed to."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from metrics.cli.terminal import AsJson, Language, in_sentences, locale_of, out, say
from metrics.i18n import N_
from metrics.lottery import NO_PROOF, LotteryError, Verification, verify_text
from metrics.store import LotteryStore

HOLDS = N_("Lottery {lottery}: the draw is the one announced. {n} candidates. Fingerprint: {hash}.")
NO_LIST = N_(
    "Lottery {lottery}: seed and list do not give the fingerprint {hash}. One of them was replaced."
)
NO_DRAW = N_(
    "Lottery {lottery}: the draw held again gives other people than the proof says. Fingerprint: "
    "{hash}."
)
NONE_HELD = N_("No lottery has been set up in the browser yet.")
Proof = Annotated[
    Path | None,
    typer.Argument(help="A proof from the Lottery page; without one, every lottery kept here."),
]
app = typer.Typer(help="Lotteries for mentors.", no_args_is_help=True)


@app.callback()
def lottery() -> None:
    """Look into lotteries for mentors."""


@app.command()
def verify(proof: Proof = None, as_json: AsJson = False, language: Language = "en") -> None:
    """Hold the draw again and compare it with its commitment. Exit code 1 where they differ."""
    _ = locale_of(language)
    with in_sentences(_):
        found = _found(proof)
    if as_json:
        out.print_json(json.dumps([{**asdict(one), "holds": one.holds} for one in found]))
    else:
        for one in found:
            say(
                _(
                    _sentence(one),
                    lottery=one.lottery_id,
                    n=_.number(one.candidates),
                    hash=one.commitment,
                )
            )
        if not found:
            say(_(NONE_HELD))
    raise typer.Exit(0 if all(one.holds for one in found) else 1)


def _sentence(one: Verification) -> str:
    if not one.same_list:
        return NO_LIST
    return HOLDS if one.same_draw else NO_DRAW


def _found(proof: Path | None) -> tuple[Verification, ...]:
    if proof is None:
        with closing(LotteryStore()) as store:
            return store.verify()
    try:
        text = proof.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LotteryError(NO_PROOF, reason=str(error)) from error
    return (verify_text(text),)
