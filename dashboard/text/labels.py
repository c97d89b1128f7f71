"""What the words of a scenario are called, on a page and in a file to take away."""

from __future__ import annotations

from metrics.i18n import N_
from metrics.rewards.appraisal import CAPACITY, CASH

FORMS = {
    "nothing": N_("nothing"),
    "recognition": N_("recognition"),
    "lunch": N_("lunch"),
    "gift": N_("gift"),
    "time_off": N_("time off"),
    "cash": N_("cash"),
    "training": N_("paid training"),
}
WHEN = {
    "once": N_("once"),
    "quarterly": N_("every quarter"),
    "yearly": N_("every year"),
    "at_completion": N_("on completion"),
}
PAID = {
    "gross": N_("gross, as wages"),
    "net": N_("net, grossed up"),
    "free_space": N_("within the free space"),
}
EFFECTS = {
    "measured": N_("measured in the category"),
    "company": N_("measured in the company"),
    "published": N_("published by others"),
    "judgement": N_("your own judgement"),
}
OWNERS = {"finance": N_("finance"), "hr": N_("HR"), "programme": N_("the programme")}
GRADES = {
    "source": N_("source"),
    "secondary": N_("secondary source"),
    "derived": N_("derived"),
    "judgement": N_("judgement"),
}
KINDS = {CASH: N_("cash"), CAPACITY: N_("hours")}
EFFECT = {
    "exits": N_("reduction in exits"),
    "score": N_("gain in review scores"),
    "own": N_("effect on the category's own outcome"),
    "response": N_("response to the reward"),
    "outside_rate": N_("external hourly rate"),
}
