"""The items of the TARGET checklist, in own words, and what an emulated trial says by its shape.

Source: Cashin, Hansford, Hernan et al. (2025), Transparent reporting of observational studies
emulating a target trial: the TARGET statement, JAMA 334(12), 1084-1093 (also BMJ 390, e087179).
"""

from __future__ import annotations

from dataclasses import dataclass

from metrics.i18n import N_

SOURCE = (
    "Cashin, Hansford, Hernan et al. (2025), Transparent reporting of observational studies "
    "emulating a target trial: the TARGET statement, JAMA 334(12), 1084-1093"
)
ABSTRACT = N_("Summary")
INTRODUCTION = N_("Introduction")
METHODS = N_("Method")
RESULTS = N_("Results")
DISCUSSION = N_("Discussion")
OTHER = N_("Other information")


@dataclass(frozen=True)
class Item:
    """One line of the checklist: "1a" and "1b" are parts of item 1. Titles are sentence keys."""

    number: str
    section: str
    title: str

    @property
    def whole(self) -> int:
        """Return the number of the item that this is a part of, 1 to 21."""
        return int("".join(letter for letter in self.number[:2] if letter.isdigit()))


ITEMS = (
    Item("1a", ABSTRACT, N_("That a target trial is emulated, and which one")),
    Item("1b", ABSTRACT, N_("Data sources")),
    Item("1c", ABSTRACT, N_("Assumptions, method, findings and conclusion in short")),
    Item("2", INTRODUCTION, N_("Background: what is known and what is not")),
    Item("3", INTRODUCTION, N_("Causal question")),
    Item("4", INTRODUCTION, N_("Why a trial is emulated")),
    Item("5", METHODS, N_("Data sources: origin, place and period")),
    Item("6a", METHODS, N_("Target trial: who could take part")),
    Item("6b", METHODS, N_("Target trial: what is compared")),
    Item("6c", METHODS, N_("Target trial: assignment")),
    Item("6d", METHODS, N_("Target trial: start and end of follow-up")),
    Item("6e", METHODS, N_("Target trial: outcome")),
    Item("6f", METHODS, N_("Target trial: effect")),
    Item("6g", METHODS, N_("Target trial: assumptions")),
    Item("6h", METHODS, N_("Target trial: plan of analysis")),
    Item("7a", METHODS, N_("In these data: who took part")),
    Item("7b", METHODS, N_("In these data: what is compared")),
    Item("7c", METHODS, N_("In these data: assignment")),
    Item("7d", METHODS, N_("In these data: start and end of follow-up")),
    Item("7e", METHODS, N_("In these data: outcome")),
    Item("7f", METHODS, N_("In these data: effect")),
    Item("7g(i)", METHODS, N_("In these data: assumptions, the reasons for pairing included")),
    Item("7g(ii)", METHODS, N_("In these data: the columns behind those assumptions")),
    Item("7h(i)", METHODS, N_("In these data: analysis and missing values")),
    Item("7h(ii)", METHODS, N_("In these data: further analyses")),
    Item("8", RESULTS, N_("People: considered, compared, left out")),
    Item("9", RESULTS, N_("Groups at the start")),
    Item("10", RESULTS, N_("Follow-up: how long, and why it ended")),
    Item("11", RESULTS, N_("Missing data")),
    Item("12", RESULTS, N_("Outcomes in each group")),
    Item("13", RESULTS, N_("Effect with its interval, absolute and relative")),
    Item("14", RESULTS, N_("Results of the further analyses")),
    Item("15", DISCUSSION, N_("Interpretation")),
    Item("16", DISCUSSION, N_("Limitations")),
    Item("17", OTHER, N_("Ethics")),
    Item("18", OTHER, N_("Registration")),
    Item("19", OTHER, N_("Availability of data and code")),
    Item("20", OTHER, N_("Funding")),
    Item("21", OTHER, N_("Conflicts of interest")),
)

EMULATION = N_("A target trial emulated with a company's own records. {question}")
NO_LOTTERY = N_(
    "Mentors are given by choice and not by lot, so people are compared as in a trial that could "
    "have been held with the same people."
)
SQL = N_(
    'The same files give the same figures: data state {snapshot}. The command "mentoring-roi '
    'explain {name} --sql" prints every step.'
)
AFTER = N_("Items in our own words, after {source}.")
PLAN = N_("Plan {n}, fingerprint {hash}.")
KEYS = N_("Compared on: {keys}.")
NO_KEYS = N_("No characteristic of people is used.")
LEVEL_OF_ITS_OWN = N_("No value is filled in: one that is missing is a level of its own.")
NOT_FILLED_IN = N_("No value is filled in: a person without one is left out for that period.")

# what no file of the company holds
BACKGROUND = N_("earlier studies, and why your company asks")
EARLIER_TRIALS = N_("randomised trials that this design is based on, if any")
ORIGIN = N_("what your files are kept for, the place, and how they were put together")
CONTENT = N_("what your mentoring consists of: content, hours and length of a pairing")
BASELINE = N_("the groups at the start: this answer compares people with themselves")
ENDINGS = N_("how many were followed to the end of the data, and how many were paired later")
FOLLOWED = N_("how long each group was followed")
EMPTY_COLUMNS = N_("how often each column is empty, in each group")
BY_GROUP = N_("the values of each group: this answer has only the difference")
NO_FIGURE = N_("the data give no figure yet, or it may not be shown")
RELATIVE = N_("a relative measure: this answer is a difference only")
ETHICS = N_("who approved the use of these data, such as a works council or an ethics committee")
NOT_REGISTERED = N_("a plan that was frozen before the data came")
ACCESS = N_("whether others may have the data, and how")
FUNDING = N_("who paid, and what they had a say in")
CONFLICTS = N_("the interests of those who did this work")
TO_FILL_IN = N_("Missing, to be filled in by you: {what}.")
REST_TO_FILL_IN = N_("To be added by you: {what}.")

TIME_TO_EVENT = {
    "6a": N_(
        "Everyone employed at the start of a month who has never been a {person} and has no other "
        "part in mentoring that month."
    ),
    "6b": N_("Becoming a {person} in that month, against not becoming one while followed."),
    "6c": N_("By lot, month by month. Everyone would know the outcome of the draw."),
    "6d": N_(
        "From the draw until the event, the end of the employment, the end of the data, or the "
        "last month that counts."
    ),
    "6f": N_(
        "The effect of the draw on those drawn: the difference in months without the event, and in "
        "the share without it after twelve months."
    ),
    "6g": N_(
        "The draw makes the groups comparable. Beyond that: a pairing does not affect others, "
        "means the same for everyone, changes nothing before it starts, and does not change how "
        "events are recorded."
    ),
    "6h": N_(
        "Two survival curves and the area between them, with an interval that counts the mentees "
        "of one mentor as one group. A missing characteristic would not matter."
    ),
    "7a": N_(
        "A trial for every calendar month in which someone was first paired. Employment, earlier "
        "pairings and other parts in mentoring come from the staff and pairings files."
    ),
    "7b": N_(
        "The first pairing as a {person} with a start in that month. What follows, such as an "
        "early end, moves no one to the other group. Others count until a pairing of their own."
    ),
    "7d": N_(
        "From the first day of the month after pairing, in both groups. The comparison group is "
        "followed until a pairing of its own at the latest."
    ),
}
PANEL = {
    "6a": N_("Everyone with values before, who has never been a {person}."),
    "6b": N_("Becoming a {person} in that period, against not becoming one while followed."),
    "6c": N_("By lot, period by period. Everyone would know the outcome of the draw."),
    "6d": N_("From the draw, for four periods, as long as there are values."),
    "6f": N_(
        "The effect of the draw on those drawn: the difference in the change of their values."
    ),
    "6g": N_(
        "The draw makes the groups comparable. Beyond that: a pairing does not affect others, "
        "means the same for everyone, and changes neither who has values nor how they are recorded."
    ),
    "6h": N_(
        "The mean change of those drawn less that of the others, with an interval that counts the "
        "mentees of one mentor as one group. Missing values would not be filled in."
    ),
    "7a": N_("Everyone with values before and after; in the other group, in the same periods."),
    "7b": N_(
        "The first pairing as a {person} in the files. What follows, such as an early end, moves "
        "no one to the other group. Others count until a pairing of their own."
    ),
    "7d": N_("From the first period after pairing, for four periods, in both groups."),
}
PROTOCOL = {"time to event": TIME_TO_EVENT, "panel": PANEL}
