"""Who can mentor, how many hours there are, and who is paired with whom."""

from metrics.mentors.assignment import Alternative, Reason, SuggestedPair
from metrics.mentors.eligibility import CRITERIA, EXPERT, IN, OPEN, OUT, SUITABILITIES, Candidate
from metrics.mentors.rules import MentorRulesError

__all__ = [
    "Alternative",
    "CRITERIA",
    "Candidate",
    "EXPERT",
    "IN",
    "MentorRulesError",
    "OPEN",
    "OUT",
    "Reason",
    "SuggestedPair",
    "SUITABILITIES",
]
