"""Labels: what the codes of a plan are called on a page and in a file, each defined once."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.i18n import N_
from metrics.rewards import CAPACITY, CASH

CategoryNames = Mapping[str, str]  # by category code, as the reader calls them

REWARD_FORMS = {
    "nothing": N_("nothing"),
    "recognition": N_("recognition"),
    "lunch": N_("lunch"),
    "gift": N_("gift"),
    "time_off": N_("time off"),
    "cash": N_("cash"),
    "training": N_("paid training"),
}
REWARD_TIMES = {
    "once": N_("once"),
    "quarterly": N_("every quarter"),
    "yearly": N_("every year"),
    "at_completion": N_("on completion"),
}
PAYMENT_METHODS = {
    "gross": N_("gross, as wages"),
    "net": N_("net, grossed up"),
    "free_space": N_("within the free space"),
}
EFFECT_SOURCES = {
    "measured": N_("measured in the category"),
    "company": N_("measured in the company"),
    "published": N_("published by others"),
    "judgement": N_("your own judgement"),
}
ASSUMPTION_OWNERS = {"finance": N_("finance"), "hr": N_("HR"), "programme": N_("the programme")}
SOURCE_TYPES = {
    "source": N_("source"),
    "secondary": N_("secondary source"),
    "derived": N_("derived"),
    "judgement": N_("judgement"),
}
FLOW_KINDS = {CASH: N_("cash"), CAPACITY: N_("hours")}
INPUT_NAMES = {
    "exits": N_("reduction in exits"),
    "score": N_("gain in review scores"),
    "own": N_("effect on the category's own outcome"),
    "response": N_("response to the reward"),
    "outside_rate": N_("external hourly rate"),
}
