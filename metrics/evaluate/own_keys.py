"""The keys beyond the fixed ones by which people are matched for an answer, and what they cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from metrics.catalog import Metric, MetricError
from metrics.comparison import own_keys as steps
from metrics.contract.matching_keys import ALWAYS, KEY_COLUMNS
from metrics.evaluate.answer import WITH_COVARIATES, Answer, Check, KeyUse, UnusedKey
from metrics.i18n import N_
from metrics.warehouse.engine import Session

LEAST_SHARE = 0.6
TOO_MANY = N_(
    "Too many matching keys: with {keys}, only {percent}% of the mentees have a colleague who is "
    "the same on all of them. With the usual keys alone it is {usual}%. Leave out the key with the "
    "largest drop."
)
ABSENT = N_("These matching keys are not used, because the files hold no value for them: {keys}.")
UNKNOWN = N_(
    "{file} asks for the matching key '{name}', which is neither a column of the files nor "
    "declared in company.toml. Possible here: {known}. Nothing was calculated."
)
CHECK = "too_many_keys"
TITLES = {
    "job_family": N_("Job family"),
    "location": N_("Location"),
    "gender": N_("Gender"),
    "fte": N_("Full-time factor"),
    "annual_salary": N_("Salary"),
    "manager_id": N_("Manager"),
    "high_potential": N_("High potential"),
}
"""The names of the contract's keys; a declared attribute has its own name."""


def keys_asked(session: Session, metric: Metric) -> tuple[str, ...]:
    """Return the company-wide keys in order, then the metric's own.

    Raises MetricError for a name that can be no key.
    """
    available = steps.available_keys(session)
    known = {key.name for key in available} | set(KEY_COLUMNS)
    for name in metric.keys:
        if name not in known and name not in ALWAYS:
            raise MetricError(
                UNKNOWN,
                file=metric.sql.with_suffix(".py"),
                name=name,
                known=", ".join(key.name for key in available),
            )
    company_wide = [key.name for key in available if key.place is not None]
    own = [name for name in metric.keys if name not in ALWAYS]
    return tuple(dict.fromkeys((*company_wide, *own)))


def used_keys(session: Session, metric: Metric) -> tuple[str, ...]:
    """Return the keys asked for a metric of which these data hold a value, in the order asked."""
    present = {key.name for key in steps.available_keys(session)}
    return tuple(name for name in keys_asked(session, metric) if name in present)


def with_key_use(session: Session, answer: Answer) -> Answer:
    """Return the answer with the keys that it used, and a check where they are too many.

    For a time to event, of which it reads `scope_follow_up`, and for a panel with covariates.
    """
    is_panel = answer.method == WITH_COVARIATES
    if answer.metric.shape != "time to event" and not is_panel:
        return answer
    asked = keys_asked(session, answer.metric)
    available = steps.available_keys(session)
    present = {key.name for key in available}
    used = tuple(name for name in asked if name in present)
    shares: tuple[float, ...] = ()
    if (
        used and not answer.scope.where and not is_panel
    ):  # of a part of the company they would tell on a few
        shares = tuple(
            matched / mentees for mentees, matched in steps.matched_shares(session) if mentees
        )
    use = KeyUse(
        used=used,
        unused=tuple(UnusedKey(key.name, key.levels) for key in available if key.name not in used),
        absent=tuple(name for name in asked if name not in present),
        shares=shares,
    )
    return replace(answer, keys=use, checks=(*answer.checks, *_checks(use)))


def key_titles(names: Iterable[str]) -> tuple[str, ...]:
    """Return what a reader calls the keys: a sentence key, or the company's own name."""
    return tuple(TITLES.get(name, name) for name in names)


def _checks(use: KeyUse) -> tuple[Check, ...]:
    checks = []
    if use.shares and use.shares[-1] < LEAST_SHARE:
        values = {
            "keys": key_titles(use.used),
            "percent": round(100 * use.shares[-1]),
            "usual": round(100 * use.shares[0]),
        }
        checks.append(Check(CHECK, None, TOO_MANY, values))
    if use.absent:
        checks.append(Check("keys_absent", None, ABSENT, {"keys": key_titles(use.absent)}))
    return tuple(checks)
