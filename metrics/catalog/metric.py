"""The type of a metric, and what is wrong with one that cannot be used."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from metrics.i18n import N_, LocalizedError

SHAPES = {
    "time to event": ("person_id", "month", "event", "cause"),
    "panel": ("person_id", "period", "value"),
    "total": ("numerator",),
}
FLOWS = ("job", "grade")
KINDS: dict[str, type] = {
    "digits": int,
    "only_control": bool,
    "keys": tuple,
    "sql": Path,
}  # all others are text
WRONG_KIND = {
    str: N_("{field} is {value}; it must be text in quotes"),
    int: N_("{field} is {value}; it must be a whole number"),
    tuple: N_("{field} is {value}; it must be names of keys in round brackets"),
    bool: N_("{field} is {value}; it must be True or False"),
    Path: N_("{field} is {value}; it must be a path"),
}


class MetricError(LocalizedError):
    """A metric that cannot be used; the message names the file and says how to fix it."""


class FieldError(LocalizedError):
    """A field of a metric with a value that it cannot have."""


@dataclass(frozen=True)
class Metric:
    """Meaning of the rows of a metric.

    Texts are English and pass through the catalogue; a company's own stay as they are.

    `more` and `less` are the message when the mentees' figure is significantly higher or lower than
    that of the comparison group (`{amount}` and `{title}` are filled in), `unclear` when it is
    neither. For time to event the figure is months without the event: more are good for an exit,
    fewer for a promotion (`good`). `part` names the denominator of a total that is a ratio.
    `control` names a time to event that mentoring should not move, evaluated with this one (see
    `control_of`); `only_control` is for a metric that is nothing but a control and gets no page.
    `flow` is for an event that is a change of job ("job") or of grade ("grade"), with what it led
    to as its `cause`: the moves are then shown. `keys` are columns or declared attributes on which
    people are matched too, in the order in which they are added.
    """

    title: str
    question: str
    shape: str
    unit: str
    good: str = "more"
    more: str = "{title}: {amount} higher"
    less: str = "{title}: {amount} lower"
    unclear: str = "{title}: no clear difference"
    figure: str = ""
    event: str = ""
    part: str = ""
    digits: int = 1
    control: str = ""
    only_control: bool = False
    flow: str = ""
    keys: tuple[str, ...] = ()
    name: str = ""
    meaning: str = ""
    sql: Path = Path()

    def __post_init__(self) -> None:
        self._check_kinds()
        for name in ("more", "less", "unclear"):
            sentence = getattr(self, name)
            if not _can_be_filled(sentence):
                raise FieldError(
                    N_("{field} is '{value}'; only amount and title can be in braces"),
                    field=name,
                    value=sentence,
                )
        if self.shape not in SHAPES:
            raise FieldError(
                N_("shape is '{shape}'; it must be one of {shapes}"),
                shape=self.shape,
                shapes=", ".join(map(repr, SHAPES)),
            )
        if self.good not in ("more", "fewer", "neither"):
            raise FieldError(
                N_("good is '{good}'; it must be 'more', 'fewer' or 'neither'"), good=self.good
            )
        if self.control and self.shape != "time to event":
            raise FieldError(
                N_("control is only for a time to event, and shape is '{shape}': leave it out"),
                shape=self.shape,
            )
        if self.flow and (self.flow not in FLOWS or self.shape != "time to event"):
            raise FieldError(
                N_("flow is '{flow}'; it must be 'job' or 'grade', and only for a time to event"),
                flow=self.flow,
            )

    def _check_kinds(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            kind = KINDS.get(field.name, str)
            if not isinstance(value, kind):
                raise FieldError(WRONG_KIND[kind], field=field.name, value=repr(value))
        if not all(isinstance(name, str) for name in self.keys):
            raise FieldError(WRONG_KIND[tuple], field="keys", value=repr(self.keys))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Return the meaning, one entry per paragraph, without the line breaks of the file."""
        return tuple(" ".join(part.split()) for part in self.meaning.split("\n\n"))


def _can_be_filled(sentence: str) -> bool:
    try:
        sentence.format(title="", amount="")
    except (KeyError, IndexError, ValueError):
        return False
    return True
