"""Sentences about answers: they follow the sign of an effect and never claim more than it shows."""

from __future__ import annotations

from dashboard.text import answer_text
from metrics.evaluate import Check
from metrics.i18n import locale_for
from tests.dashboard.reading import says
from tests.dashboard.text.answers import METRICS, answer

_ = locale_for("en")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_a_gain_and_a_loss_have_titles_of_their_own_and_the_same_bounds():
    retention = METRICS["retention"]
    gain = answer()
    loss = answer(direction="less", low=-3.0, middle=-2.0, high=-1.0)
    assert says(answer_text.title(gain, _), retention.more, amount="2.0 months")
    assert says(answer_text.title(loss, _), retention.less, amount="2.0 months")
    assert answer_text.bounds(gain, _) == answer_text.bounds(loss, _)
    assert "1.0" in answer_text.bounds(gain, _) and "3.0" in answer_text.bounds(gain, _)


def test_an_interval_that_holds_zero_is_not_called_a_gain():
    unclear = answer(direction="unclear", low=-1.0, middle=0.5, high=2.0, needed=300)
    bounds = plain(answer_text.bounds(unclear, _))
    assert answer_text.title(unclear, _) == METRICS["retention"].unclear
    assert [figure in bounds for figure in ("+0.5 months", "−1.0", "+2.0")] == [True] * 3
    assert "300" in " ".join(answer_text.mentees_needed(unclear, _))


def test_a_title_over_twelve_months_names_the_months_and_not_two_years():
    title = answer_text.title(answer(horizon=12), _)
    assert "12" in title and "+2.0" in title
    assert title.startswith(METRICS["retention"].title)


def test_an_answer_without_an_estimate_says_why_and_how_many_mentees_it_needs():
    text = "{n} mentees could be compared; at least {least} are needed."
    failed = Check("matched_mentees", False, text, {"n": "<10", "least": 10})
    unknown = answer(direction="no estimate", estimate=None, needed=40, checks=(failed,))
    question = METRICS["retention"].question
    assert answer_text.title(unknown, _) == answer_text.CANNOT_TELL.format(question=question)
    assert answer_text.no_estimate_reasons(unknown, _) == [
        text.format(n="<10", least=10),
        answer_text.NEEDED.format(n=40),
    ]


def test_a_rounded_number_of_mentees_is_not_written_as_exact():
    exact = answer_text.mentees_paired(answer(n_asked=50, dropped={"left": 10}), _)
    rounded = answer_text.mentees_paired(answer(n_asked=50, dropped={"left": "<10"}), _)
    assert exact == "50"
    assert rounded != exact and "50" in rounded
