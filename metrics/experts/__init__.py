"""Hidden experts: people whose results are significantly better than expected."""

from metrics.experts.count_outliers import LEAST_EXPECTED
from metrics.experts.score_outliers import LEAST_OTHERS, LEAST_PERIODS

__all__ = [
    "LEAST_EXPECTED",
    "LEAST_OTHERS",
    "LEAST_PERIODS",
]
