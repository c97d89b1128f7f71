"""Makes results.md from results.parquet.

.venv/bin/python -m tests.calibration.table"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.calibration.money import PORTFOLIO
from tests.calibration.run import HEADLINE, METRICS, NAIVE, PERFORMANCE, RETENTION, RETURN
from tests.calibration.store import RESULTS, read
from tests.calibration.summary import Line, summarise

UNITS = {RETENTION: ("months", ".2f"), PERFORMANCE: ("points", ".3f"), RETURN: ("euros", ".2f")}
WORDS = ("holds", "leans", "contradicted", "cannot tell")
ESTIMATES = (
    "scenario", "companies", "told", "truth", "bias", "SD", "half width", "coverage", "sure",
    "figure", "bars",
)  # fmt: skip
INTRODUCTION = """# What the simulation found

Seed {seed}, commit {commit}, {companies} companies, finished on {finished}; {core seconds} seconds of a core. `make calibrate` makes
[results.parquet](results.parquet), and `python -m tests.calibration.table` this table from it. ± is
one Monte-Carlo standard error. *told* is the share of companies in which there was an answer; all
other columns are about those. *half width* is that of the mean interval, *sure* the share of intervals
that leave zero out: where nothing has an effect, the share of false alarms. A bar fails when the
Monte-Carlo 95 % interval of its number excludes it. Scenarios, bars and truth: [README.md](README.md).
"""


def page(lines: Sequence[Line], about: dict[str, object]) -> str:
    """The whole page."""
    parts = [INTRODUCTION.format(**about), *_failures(lines)]
    for metric in METRICS:
        unit, _digits = UNITS[metric]
        parts += [
            f"## {metric.capitalize()}: the headline ({unit})",
            _estimates(_of(lines, metric, HEADLINE), metric),
            f"## {metric.capitalize()}: the simple comparison",
            _estimates(_of(lines, metric, NAIVE), metric),
            f"## {metric.capitalize()}: cross-checks",
            _estimates([one for one in _any(lines, metric) if "check:" in one.figure], metric),
        ]
    parts += [
        "## Verdicts",
        "*Wrongly sure* are intervals that leave out both zero and the truth, and returns sure to pay that do not. *Doubted* is the share "
        "of them whose verdict is not \"holds\"; the bar is 90 %, for notice and unseen traits.",
        _verdicts([one for one in lines if one.figure in (HEADLINE, "per euro") and one.words]),
        "## Negative controls",
        "*Fails* is the share of companies in which one finds a difference. Where who is paired "
        "depends on nothing unseen and nobody in notice is left out, it should be about 5 %.",
        _alarms([one for one in lines if one.figure.startswith("control:")], "fails"),
        "## Programmes and departments",
        "*All groups*: the interval of every group holds its truth; sure: that of some group "
        "wrongly leaves zero out. *A group*: the mean over a company's groups.",
        *(_estimates([one for one in _any(lines, metric)
                      if one.figure.startswith(("Holm", "shrunk"))], metric)
          for metric in METRICS),
        "## Euros returned per euro spent",
        "Beside the true return, with one draw of every assumption; *sure*: sure to pay.",
        _estimates(_any(lines, RETURN), RETURN),
        "## The portfolio's promise",
        "The best use of half of the mentor hours: what it promises, and what that choice would "
        "truly return, thousands of euros.",
        _promises(_any(lines, PORTFOLIO)),
        "## Twelve looks",
        "False alarms at the last look and at any of twelve; the bar for the sequence is 5 %.",
        _alarms([one for one in lines if "look: " in one.figure], "false alarms"),
    ]  # fmt: skip
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _failures(lines: Sequence[Line]) -> Iterator[str]:
    judged = [one for one in lines if one.judged != "–"]
    failing = [one for one in judged if one.failed]
    yield "## Bars"
    yield f"{len(judged) - len(failing)} of {len(judged)} lines with bars pass."
    yield "\n".join(
        f"- {one.scenario.name}, {one.quantity}, {one.figure}: {', '.join(map(one_bar(one), one.failed))}"
        for one in failing
    )


def one_bar(line: Line) -> Callable[[str], str]:
    """How a failing bar of the line reads."""
    figures = {
        "bias": f"bias {line.bias:+.3f}",
        "coverage": f"coverage {line.coverage:.3f}",
        "false alarms": f"false alarms {line.sure:.3f}",
        "verdict": f"doubted {line.doubted:.2f} of {line.wrong} wrongly sure",
    }
    return figures.__getitem__


def _any(lines: Sequence[Line], quantity: str) -> list[Line]:
    return [one for one in lines if one.quantity == quantity]


def _of(lines: Sequence[Line], quantity: str, figure: str) -> list[Line]:
    return [one for one in _any(lines, quantity) if one.figure == figure]


def _estimates(lines: Sequence[Line], quantity: str) -> str:
    _unit, digits = UNITS[quantity]
    rows = [
        (
            one.scenario.name, str(one.companies), f"{one.told.value:.2f}", f"{one.truth:{digits}}",
            f"{one.bias:+{digits}}", f"{one.sd:{digits}}", f"{one.half_width:{digits}}",
            f"{one.coverage:.3f}", f"{one.sure:.3f}", one.figure, one.judged,
        )
        for one in lines
    ]  # fmt: skip
    return _table(ESTIMATES, rows)


def _verdicts(lines: Sequence[Line]) -> str:
    head = ("scenario", "quantity", "judged", *WORDS, "wrongly sure", "doubted", "bar")
    rows = [
        (
            one.scenario.name, one.quantity, str(sum(one.words.values())),
            *(str(one.words.get(word, 0)) for word in WORDS),
            str(one.wrong), f"{one.doubted:.2f}",
            _doubt_bar(one),
        )
        for one in lines
    ]  # fmt: skip
    return _table(head, rows)


def _doubt_bar(line: Line) -> str:
    if not (line.scenario.doubtful and line.quantity == RETENTION and line.figure == HEADLINE):
        return "–"
    return "FAIL" if "verdict" in line.failed else "pass"


def _alarms(lines: Sequence[Line], called: str) -> str:
    rows = [
        (one.scenario.name, one.quantity, one.figure, str(one.companies), f"{one.sure:.3f}",
         one.judged)
        for one in lines
    ]  # fmt: skip
    return _table(("scenario", "quantity", "figure", "companies", called, "bars"), rows)


def _promises(lines: Sequence[Line]) -> str:
    rows = [
        (
            one.scenario.name, str(one.companies), f"{one.truth / 1000:.0f}",
            f"{one.bias.value / 1000:+.0f} ± {one.bias.error / 1000:.0f}",
            f"{one.coverage:.3f}",
        )
        for one in lines
    ]  # fmt: skip
    return _table(
        ("scenario", "companies that chose", "truth", "promised too much", "coverage"), rows
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return "Nothing was measured."
    lines = [head, ["---" for _ in head], *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines)


def main(given: Sequence[str] | None = None) -> None:
    """Write the page beside the Parquet file named, by default that of the last whole run."""
    named = list(sys.argv[1:] if given is None else given)
    source = Path(named[0]) if named else RESULTS
    rows, about = read(source)
    source.with_suffix(".md").write_text(page(summarise(rows), about), encoding="utf-8")


if __name__ == "__main__":
    main()
