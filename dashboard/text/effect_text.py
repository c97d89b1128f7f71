"""What the measured effects behind a plan rest on: planned or explored, and the lottery. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from metrics.disclosure import BY_LOTTERY, ReleasedAnswer, ReleasedLottery, lottery_lines
from metrics.disclosure import verdict_word as word_of
from metrics.i18n import N_, Locale

TITLE = N_("Measured effects behind this plan")
STANDING = N_("{metric}: {word}. {status}: {why}")
LOTTERY = N_("{metric}, {by_lottery}: {said}")


def effect_lines(
    measured: Sequence[tuple[ReleasedAnswer, ReleasedLottery | None]], _: Locale
) -> Iterator[str]:
    """Yield for each answer its verdict and whether it was planned, then what a lottery says."""
    for answer, lottery in measured:
        metric = _(answer.metric.title)
        standing = answer.standing
        yield _(
            STANDING,
            metric=metric,
            word=word_of(answer.verdict, _),
            status=standing.title(_),
            why=standing.reason(_),
        )
        if lottery is not None:
            said = " ".join(lottery_lines(lottery, _))
            yield _(LOTTERY, metric=metric, by_lottery=_(BY_LOTTERY).lower(), said=said)
