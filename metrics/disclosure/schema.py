"""A released answer as one JSON object, schema `mentoring-roi/answer/2`.

The schema is described in answer.schema.json.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from math import isfinite

from metrics.disclosure.plain_text import filled
from metrics.disclosure.released_answers import ReleasedAnswer, ReleasedEvidence
from metrics.disclosure.released_lottery import ReleasedLottery, ReleasedLotteryEffect
from metrics.disclosure.thresholds import count
from metrics.disclosure.verdict_text import all_checks, reason_sentence
from metrics.evaluate import Interval, sentence_about
from metrics.i18n import Locale
from metrics.scope import SMALLEST_GROUP

SCHEMA = "mentoring-roi/answer/2"


def to_json(
    answer: ReleasedAnswer,
    _: Locale,
    groups: Mapping[str, ReleasedAnswer] | None = None,
    evidence: ReleasedEvidence | None = None,
    lottery: ReleasedLottery | None = None,
) -> dict[str, object]:
    """Return the object of one answer; `groups` adds the answers of a breakdown by value.

    `evidence` adds its checks and the other methods, `lottery` what lotteries say of the metric.

    A count below the threshold is the text "<10". A figure that may not be shown or cannot be
    estimated is null, and `hidden` or `checks` say why.
    """
    metric = answer.metric
    role = answer.scope.role
    content: dict[str, object] = {
        "schema": SCHEMA,
        "metric": metric.name,
        "title": _(metric.title),
        "shape": metric.shape,
        "unit": f"{metric.unit} / {metric.part}" if metric.part else metric.unit,
        "about": answer.scope.role,
        "where": dict(answer.scope.where),
        **_bounds(answer.estimate),
        "direction": answer.direction,
        "verdict": answer.verdict.word if answer.verdict else None,
        "reasons": [
            {"rule": one.rule, "check": one.check, "text": reason_sentence(one, _)}
            for one in (answer.verdict.reasons if answer.verdict else ())
        ],
        "adjusted": answer.adjusted or None,
        "needed_mentees": answer.needed,
        "hidden": _(answer.hidden, threshold=SMALLEST_GROUP) if answer.hidden else None,
        "monthly_looks": None if answer.sequence is None else _bounds(answer.sequence),
        "standing": {
            "status": answer.standing.status,
            "why": answer.standing.reason(_),
            "plan": answer.standing.plan,
            "hash": answer.standing.hash or None,
            "look": answer.standing.look.isoformat() if answer.standing.look else None,
        },
        "indication": _indication(answer, _),
        "redrawn_pairings": _redrawn(answer),
        "horizon_months": answer.horizon,
        "n_asked": answer.n_asked,
        "n_mentees": answer.n_mentees,
        "n_controls": answer.n_controls,
        "n_mentors": answer.n_mentors,
        "matched_share": answer.matched_share,
        "own_keys": None
        if answer.keys is None
        else {
            "used": list(answer.keys.used),
            "unused": [key.name for key in answer.keys.unused],
            "absent": list(answer.keys.absent),
            "shares": list(answer.keys.shares),
        },
        "dropped": dict(answer.dropped),
        "naive": None
        if answer.naive is None
        else {
            **_bounds(answer.naive.interval),
            "label": sentence_about(role, answer.naive.label, _),
        },
        "companions": {name: _bounds(interval) for name, interval in answer.companions.items()},
        "checks": [
            {
                "name": check.name,
                "passed": check.passed,
                "text": filled(check.text, check.values, _),
            }
            for check in all_checks(answer, evidence)
        ],
        "other_methods": [
            {
                "name": one.name,
                "title": _(one.title),
                "unit": one.unit,
                "agrees": one.agrees,
                **_bounds(one.estimate),
            }
            for one in (evidence.cross_checks if evidence else ())
        ],
        "lottery": _by_lottery(lottery, _),
        "assumptions": [sentence_about(role, line, _) for line in answer.assumptions],
        "tie_rule": sentence_about(role, answer.tie_rule, _),
        "parts": [asdict(part) for part in answer.parts],
        "snapshot": answer.snapshot,
    }
    if groups is not None:
        content["groups"] = {value: to_json(group, _) for value, group in groups.items()}
    return content


def _indication(answer: ReleasedAnswer, _: Locale) -> dict[str, object] | None:
    found = answer.indication
    if found is None:
        return None
    why = _(found.without_own, least=SMALLEST_GROUP) if found.without_own else None
    return {
        **_bounds(found.interval),
        "published_share": round(found.published_share, 2),
        "published": _bounds(found.published),
        "without_own_figures": why,
        "studies": list(found.studies),
    }


def _by_lottery(found: ReleasedLottery | None, _: Locale) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "lotteries": found.lotteries,
        "drawn": found.drawn,
        "others": found.others,
        "horizon": found.horizon,
        "trusted": found.trusted,
        "by_draw": _lottery_effect(found.by_draw),
        "taking_part": _lottery_effect(found.taking_part),
        "checks": [
            {"name": one.name, "passed": one.passed, "text": filled(one.text, one.values, _)}
            for one in found.checks
        ],
        "dropped": dict(found.dropped),
    }


def _lottery_effect(effect: ReleasedLotteryEffect | None) -> dict[str, object] | None:
    if effect is None:
        return None
    return {**_bounds(effect.interval), "p": effect.p, "exact": effect.exact}


def _redrawn(answer: ReleasedAnswer) -> dict[str, object] | None:
    found = answer.redrawn
    if found is None:
        return None
    return {
        "p": found.p,
        "draws": found.draws,
        "n_mentees": found.mentees,
        "n_mentors": count(found.mentors),
        "alike_in": list(found.keys),
        "low": found.interval.low if found.interval else None,
        "high": found.interval.high if found.interval else None,
    }


def _bounds(interval: Interval | None) -> dict[str, float | None]:
    if interval is None:
        return {"estimate": None, "low": None, "high": None}
    numbers = {"estimate": interval.estimate, "low": interval.low, "high": interval.high}
    return {name: number if isfinite(number) else None for name, number in numbers.items()}
