"""The TARGET checklist of a released answer: what each item says, and what is missing.

Nothing is estimated here. Every figure is one of the answer's, its evidence's or its plan's, so
that what may not be shown there is not shown here either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from metrics.disclosure import target_items as items
from metrics.disclosure.method_text import MethodLine, MethodSection, left_out_lines, result_lines
from metrics.disclosure.plain_text import filled, key_lines, plain_answer
from metrics.disclosure.released_answers import ReleasedEvidence, ReleasedSecondaryAnalysis
from metrics.disclosure.verdict_text import people_sentence, verdict_sentences
from metrics.evaluate import (
    FALLBACK_CHECK,
    TIME_ZERO,
    ArmCurve,
    key_title,
    sentence_about,
)
from metrics.evaluate.method import Method
from metrics.i18n import N_, Locale

REPORTED = "reported"
IN_PART = "in part"
MISSING = "missing"
STATUS_WORDS = {REPORTED: N_("reported"), IN_PART: N_("in part"), MISSING: N_("missing")}
TITLE = N_("TARGET checklist (2025) of an emulated trial")
COUNTED = N_("Of 21 items {reported} are reported, {part} in part, and {missing} are missing.")
BALANCE = N_(
    "{key}: the groups differ by at most {before}% of a standard deviation before weighting "
    "({level}), and by at most {after}% after it."
)
FOLLOWED = N_(
    "In month {month} of the follow-up, {mentees} mentees and {others} rows of the comparison "
    "group are still followed."
)
WITHOUT_EVENT = N_(
    "After {months}, {mentees} of the mentees and {others} of the comparison group, as weighted, "
    "are without the event."
)
POINTS = N_("After twelve months: {points} percentage points, between {low} and {high}.")
RATIO = N_("Risk of the event in twelve months, mentees against others: {ratio} ({low} to {high}).")


@dataclass(frozen=True)
class DataOrigin:
    """The data behind an answer: the last day that counts, and the tables that were loaded."""

    until: date | None = None
    tables: tuple[str, ...] = ()

    @classmethod
    def of(cls, report: Mapping[str, object]) -> DataOrigin:
        """Return what `Company.report` says of the data."""
        until = report.get("as_of")
        tables = report.get("tables")
        loaded = tables if isinstance(tables, Mapping) else {}
        return cls(
            date.fromisoformat(until) if isinstance(until, str) else None,
            tuple(name for name, rows in loaded.items() if rows),
        )


@dataclass(frozen=True)
class ChecklistEntry:
    """What one line of the checklist says; `missing` is what it lacks, "" where nothing."""

    item: items.Item
    said: tuple[str, ...]
    missing: str

    @property
    def status(self) -> str:
        """Return REPORTED, IN_PART or MISSING."""
        if not self.said:
            return MISSING
        return IN_PART if self.missing else REPORTED

    def missing_sentence(self, _: Locale) -> str:
        """Return what the reader has to add; empty where nothing is missing."""
        if not self.missing:
            return ""
        text = items.REST_TO_FILL_IN if self.said else items.TO_FILL_IN
        return _(text, what=_(self.missing))


def target_checklist(
    method: Method,
    evidence: ReleasedEvidence,
    secondary: Iterable[ReleasedSecondaryAnalysis],
    origin: DataOrigin,
    _: Locale,
) -> tuple[ChecklistEntry, ...]:
    """Return every line of the checklist in its order; none for a total, which emulates nothing."""
    shape = evidence.answer.metric.shape
    if shape not in items.PROTOCOL:
        return ()
    facts = _Facts(method, evidence, tuple(secondary), origin, _)
    entries = []
    for item in items.ITEMS:
        said, missing = facts.of(item.number)
        entries.append(ChecklistEntry(item, tuple(line for line in said if line), missing))
    return tuple(entries)


def status_counts(entries: Sequence[ChecklistEntry]) -> dict[str, int]:
    """Return how many of the 21 items are REPORTED, IN_PART and MISSING.

    An item of several parts is reported where all of them are, missing where all are.
    """
    found: dict[int, set[str]] = {}
    for entry in entries:
        found.setdefault(entry.item.whole, set()).add(entry.status)
    counts = dict.fromkeys((REPORTED, IN_PART, MISSING), 0)
    for states in found.values():
        counts[states.pop() if len(states) == 1 else IN_PART] += 1
    return counts


def checklist_section(entries: Sequence[ChecklistEntry], _: Locale) -> MethodSection:
    """Return the checklist as a section of the method: a line per item, under it what it says.

    Without entries it has no lines.
    """
    counts = status_counts(entries)
    head = _(COUNTED, reported=counts[REPORTED], part=counts[IN_PART], missing=counts[MISSING])
    lines = [MethodLine(head, (_(items.AFTER, source=items.SOURCE),))]
    for entry in entries:
        more = entry.missing_sentence(_)
        details = (*entry.said, more) if more else entry.said
        lines.append(MethodLine(f"{entry.item.number}. {_(entry.item.title)}", details))
    return MethodSection(_(TITLE), tuple(lines) if entries else ())


def checklist_rows(
    entries: Sequence[ChecklistEntry], _: Locale
) -> tuple[list[str], list[list[object]]]:
    """Return the header, and a row per line of the checklist, for a spreadsheet."""
    header = [_("item"), _("section"), _("subject"), _("status"), _("text"), _("to be added")]
    return header, [
        [
            entry.item.number,
            _(entry.item.section),
            _(entry.item.title),
            _(STATUS_WORDS[entry.status]),
            " ".join(entry.said),
            entry.missing_sentence(_),
        ]
        for entry in entries
    ]


class _Facts:
    """What the answer, its evidence, its method and its plan say about each item."""

    def __init__(
        self,
        method: Method,
        evidence: ReleasedEvidence,
        secondary: tuple[ReleasedSecondaryAnalysis, ...],
        origin: DataOrigin,
        _: Locale,
    ) -> None:
        self.method = method
        self.evidence = evidence
        self.answer = evidence.answer
        self.origin = origin
        self._ = _
        self.results = result_lines(evidence, secondary, _)
        self.protocol = items.PROTOCOL[self.answer.metric.shape]

    def of(self, number: str) -> tuple[list[str], str]:
        """Return the sentences of an item, and a sentence key of what it lacks ("" for nothing)."""
        if number[0] in "67":
            return self._methods(number)
        if number in ("8", "9", "10", "11", "12", "13", "14"):
            return self._results(number)
        if number in ("15", "16"):
            return self._discussion(number)
        return self._around(number)

    def _about(self, text: str) -> str:
        return sentence_about(self.answer.scope.role, text, self._)

    def _estimand(self) -> str:
        _ = self._
        months = _.plural("{n} month", "{n} months", self.answer.horizon or 0)
        return _(self.method.estimand, months=months)

    def _data(self) -> list[str]:
        _ = self._
        until = self.origin.until
        tables = ", ".join(self.origin.tables)
        return [
            _("The company's own files: {tables}.", tables=tables) if tables else "",
            _("Data as of {day}", day=_.date(until)) + "." if until else "",
        ]

    def _around(self, number: str) -> tuple[list[str], str]:
        """Return what is said before the method and after the discussion."""
        _ = self._
        answer = self.answer
        question = _(answer.metric.question)
        emulation = _(items.EMULATION, question=question)
        verdict = verdict_sentences(answer.verdict, _)[:1]
        standing = answer.standing
        registered = []
        if standing.plan is not None:
            registered = [standing.reason(_), _(items.PLAN, n=standing.plan, hash=standing.hash)]
        sql = _(items.SQL, snapshot=answer.snapshot, name=answer.metric.name)
        naive = [self._about(answer.naive.why)] if answer.naive and answer.naive.why else []
        told: dict[str, tuple[list[str], str]] = {
            "1a": ([emulation], ""),
            "1b": (self._data(), ""),
            "1c": ([plain_answer(answer, _).split("\n")[0], *verdict], ""),
            "2": (naive, items.BACKGROUND),
            "3": ([question, self._estimand()], ""),
            "4": ([_(items.NO_LOTTERY)], items.EARLIER_TRIALS),
            "5": (self._data(), items.ORIGIN),
            "17": ([], items.ETHICS),
            "18": (registered, "" if registered else items.NOT_REGISTERED),
            "19": ([sql], items.ACCESS),
            "20": ([], items.FUNDING),
            "21": ([], items.CONFLICTS),
        }
        return told[number]

    def _methods(self, number: str) -> tuple[list[str], str]:
        _ = self._
        answer = self.answer
        named = {check.name: check for check in answer.checks}
        notes = [
            filled(named[name].text, named[name].values, _)
            for name in (TIME_ZERO, FALLBACK_CHECK)
            if name in named
        ]
        question = _(answer.metric.question)
        tie = [self._about(answer.tie_rule)] if answer.tie_rule else []
        keys = _(items.NO_KEYS)
        if self.method.keys:
            keys = _(items.KEYS, keys=", ".join(map(_, self.method.keys)))
        matched = answer.metric.shape == "time to event"
        missing_rule = items.LEVEL_OF_ITS_OWN if matched else items.NOT_FILLED_IN
        further = [_(check.title) for check in self.evidence.cross_checks]
        told: dict[str, tuple[list[str], str]] = {
            "6e": ([question], ""),
            "7c": ([_(items.NO_LOTTERY), _(self.method.compared)], ""),
            "7e": ([*map(_, answer.metric.paragraphs), *tie], ""),
            "7f": ([self._estimand()], ""),
            "7g(i)": ([self._about(text) for text in answer.assumptions], ""),
            "7g(ii)": ([keys, *key_lines(answer, _)], ""),
            "7h(i)": ([_(self.method.compared), _(missing_rule), *notes], ""),
            "7h(ii)": (further, "" if further else items.NO_FIGURE),
        }
        if number in told:
            return told[number]
        return [self._about(self.protocol[number])], items.CONTENT if number == "7b" else ""

    def _results(self, number: str) -> tuple[list[str], str]:
        _ = self._
        answer = self.answer
        if number == "8":
            return [people_sentence(answer, _), *left_out_lines(answer, _)], ""
        if number == "11":
            data = [filled(check.text, check.values, _) for check in self.evidence.data]
            return data, items.EMPTY_COLUMNS
        if answer.estimate is None:
            return [], items.NO_FIGURE
        if number == "14":
            return list(self.results.values()), ""
        found = {
            "9": (self._balance, items.BASELINE),
            "10": (self._follow_up, items.FOLLOWED),
            "12": (self._outcomes, items.BY_GROUP),
            "13": (self._effects, ""),
        }
        lines, missing = found[number]
        said = list(lines())
        if number == "10" and said:
            return said, items.ENDINGS
        if number == "13":
            return said, "" if self._ratio() else items.RELATIVE
        return said, "" if said else missing

    def _balance(self) -> Iterator[str]:
        for key in dict.fromkeys(row.key for row in self.evidence.balance):
            rows = [row for row in self.evidence.balance if row.key == key]
            if rows:
                largest = max(rows, key=lambda row: abs(row.before))
                values = {
                    "key": key_title(key),
                    "level": largest.level,
                    "before": round(100 * abs(largest.before), 1),
                    "after": round(100 * max(abs(row.after) for row in rows), 1),
                }
                yield filled(BALANCE, values, self._)

    def _marks(self) -> Iterator[tuple[int, ArmCurve, ArmCurve]]:
        """Yield month 12 and the last that both curves may be shown for, each with the curves."""
        if self.answer.lines:
            mentees, others = self.answer.lines
            shown = len(mentees.survival)
            for month in sorted({12, shown}):
                if 0 < month <= shown:
                    yield month, mentees, others

    def _follow_up(self) -> Iterator[str]:
        _ = self._
        for month, mentees, others in self._marks():
            yield _(
                FOLLOWED,
                month=_.number(month),
                mentees=_.number(mentees.at_risk[month - 1]),
                others=_.number(others.at_risk[month - 1]),
            )

    def _outcomes(self) -> Iterator[str]:
        _ = self._
        for month, mentees, others in self._marks():
            yield _(
                WITHOUT_EVENT,
                months=_.plural("{n} month", "{n} months", month),
                mentees=_.percent(mentees.survival[month - 1], 1),
                others=_.percent(others.survival[month - 1], 1),
            )

    def _effects(self) -> Iterator[str]:
        _ = self._
        yield plain_answer(self.answer, _).split("\n")[0]
        share = self.answer.companions.get("share_12")
        if share:
            yield _(
                POINTS,
                points=_.signed(100 * share.estimate),
                low=_.signed(100 * share.low),
                high=_.signed(100 * share.high),
            )
        yield self._ratio()

    def _ratio(self) -> str:
        """Return the risk ratio of the E-value; empty where the answer has none."""
        for check in self.evidence.sensitivity:
            if check.name == "e_value" and "ratio" in check.values:
                values = {name: check.values[name] for name in ("ratio", "low", "high")}
                return filled(RATIO, values, self._, 2)
        return ""

    def _discussion(self, number: str) -> tuple[list[str], str]:
        _ = self._
        answer = self.answer
        if number == "15":
            said = verdict_sentences(answer.verdict, _) if answer.estimate else []
            return said, "" if said else items.NO_FIGURE
        failed = [
            filled(check.text, check.values, _)
            for check in (*answer.checks, *self.evidence.data, *self.evidence.sensitivity)
            if check.passed is False
        ]
        hidden = [self.results[name] for name in ("hidden_trait",) if name in self.results]
        assumed = [self._about(text) for text in answer.assumptions[:1]]
        return [_(items.NO_LOTTERY), *assumed, *hidden, *failed], ""
