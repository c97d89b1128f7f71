"""The page: candidates, groups, what the lottery would show, and the form that fixes its list."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from dashboard.text.quantities import count, quantity
from dashboard.views.empty_states import link_to_data
from dashboard.views.lottery.held import show_held
from dashboard.views.purpose import told_why_not
from metrics.disclosure import RefusedError, ReleasedOffer, sees_names
from metrics.evaluate import LotterySize
from metrics.i18n import N_
from metrics.lottery import KEYS, LEFT_OUT, LotteryError, read_people
from metrics.lottery_desk import LotteryRequest
from metrics.mentors import MentorRulesError

QUESTION = N_("Who gets a mentor first, when more people ask than mentors can take?")
MORE_THAN_PLACES = N_("{n} candidates for {places} places: a lottery is fair, and shows what works")
ENOUGH_PLACES = N_("There is room for everyone who asks; no lottery is needed")
WHY = N_(
    "Everyone has the same chance, and who is not drawn now comes first on the waiting list. "
    "Because only the draw decides, the difference between the two groups afterwards is the effect "
    "of a mentor."
)
NO_CATEGORY = N_(
    "Nobody waits for a mentor and nobody can mentor yet. Requests are read from the invitations "
    "table, room from the mentor profiles table."
)
NO_CANDIDATE = N_(
    "Nobody in this category waits for a first mentor, so there is nothing to draw. Choose another "
    "category, or add a list of candidates."
)
SIZED = ("retention", "performance")
FINDS = N_("{title}: finds an effect of {effect} or more in four of five cases ({low} to {high}).")
NEEDED = N_(
    "To find the effect entered, a lottery needs {n} candidates with the same share of places."
)
TOO_MANY = N_("No lottery in one company is large enough to find the effect entered.")
MEASURED = N_(
    "Intraclass correlation of mentees with the same mentor: {share} of the variance, estimated "
    "from the pairings so far."
)
JUDGED = N_(
    "The intraclass correlation of mentees with the same mentor is not known yet. {share} is a "
    "judgement; the range covers {low} to {high}."
)
MONTHS_RANGE = (3, 24)
USUAL_MONTHS = 12


def show(context: PageContext) -> None:
    """Show the form of a lottery and the lotteries held."""
    _ = context.locale
    try:
        categories = context.company.lottery.categories()
    except MentorRulesError as error:
        context.head.title(plain(_(QUESTION)), anchor=False)
        st.error(plain(error.message(_)), icon=":material/error:")
        return
    if not categories:
        context.head.title(plain(_(QUESTION)), anchor=False)
        st.info(plain(_(NO_CATEGORY)), icon=":material/info:")
        link_to_data(context)
    else:
        _set_up(context, categories)
    show_held(context)


def _set_up(context: PageContext, categories: tuple[str, ...]) -> None:
    _ = context.locale
    left, right = st.columns(2, gap="large")
    with left:
        request = _candidates(context, categories)
    offer = context.company.lottery.offer(request)
    context.head.title(plain(_headline(offer, context)), anchor=False)
    with left:
        request = _draw(context, request, offer)
    with right:
        st.markdown(plain(_(WHY)))
        if offer.candidates == 0:
            st.info(plain(_(NO_CANDIDATE)), icon=":material/info:")
        _numbers(context, request)
        for name in SIZED:
            if name in context.metrics:
                _size(context, name, request)
    _commit(context, request)


def _headline(offer: ReleasedOffer, context: PageContext) -> str:
    _ = context.locale
    if isinstance(offer.candidates, str) or offer.candidates == 0:
        return _(QUESTION)
    if offer.candidates <= offer.places:
        return _(ENOUGH_PLACES)
    return _(MORE_THAN_PLACES, n=count(offer.candidates, _), places=_.number(offer.places))


def _candidates(context: PageContext, categories: tuple[str, ...]) -> LotteryRequest:
    _ = context.locale
    category = st.selectbox(
        _("Category"),
        categories,
        key="lottery_category",
        format_func=lambda code: context.name("category", code),
    )
    listed = st.file_uploader(
        _("Other candidates than those waiting (optional)"),
        type=["csv", "txt"],
        key="lottery_people",
        help=_("A list with one person number per line."),
    )
    people: tuple[str, ...] = ()
    if listed is not None:
        people = read_people(listed.getvalue().decode("utf-8-sig", errors="replace"))
    return LotteryRequest(category, people=people)


def _draw(context: PageContext, request: LotteryRequest, offer: ReleasedOffer) -> LotteryRequest:
    _ = context.locale
    keys = st.multiselect(
        _("Draw within groups of"),
        list(KEYS),
        default=["department"],
        key="lottery_keys",
        format_func=lambda key: _(KEYS[key]),
    )
    teams = st.toggle(_("Draw whole teams (people with the same manager)"), key="lottery_teams")
    people = offer.candidates if isinstance(offer.candidates, int) else offer.places
    places = st.number_input(
        _("Places"),
        min_value=1,
        value=max(min(offer.places, max(people - 1, 1)), 1),
        step=1,
        key=f"lottery_places_{request.category}",
        help=_("Mentors of this category have room for {n} mentees.", n=_.number(offer.places)),
    )
    months = st.number_input(
        _("Months until the waiting list gets its turn"),
        min_value=MONTHS_RANGE[0],
        max_value=MONTHS_RANGE[1],
        value=USUAL_MONTHS,
        step=1,
        key="lottery_months",
    )
    return LotteryRequest(
        request.category, tuple(keys), teams, int(places), int(months), request.people
    )


def _numbers(context: PageContext, request: LotteryRequest) -> None:
    _ = context.locale
    offer = context.company.lottery.offer(request)
    rows = [
        (_("candidates"), count(offer.candidates, _)),
        (_("places"), _.number(request.places)),
        (_("mentors with room"), _.number(offer.mentors)),
        (_("groups"), _.number(offer.groups)),
    ]
    if request.teams:
        rows.append((_("teams"), count(offer.teams, _)))
    rows += [
        (_("left out: {reason}", reason=_(LEFT_OUT[reason])), count(n, _))
        for reason, n in offer.left_out.items()
    ]
    header = [_("In this draw"), _("number")]
    st.markdown(table(header, [[plain(name), plain(n)] for name, n in rows]))
    if request.places > offer.places:
        st.warning(
            plain(_("More places than the mentors' hours allow ({n}).", n=_.number(offer.places))),
            icon=":material/warning:",
        )


def _size(context: PageContext, name: str, request: LotteryRequest) -> None:
    _ = context.locale
    size = queries.lottery_size(context.company, name, request)
    if size is None:
        return
    metric = context.metrics[name]
    low, middle, high = (quantity(value, metric, _) for value in size.detectable)
    step = 10.0**-metric.digits
    aim = st.number_input(
        plain(
            _("{title}: effect worth finding ({unit})", title=_(metric.title), unit=_(metric.unit))
        ),
        min_value=step,
        value=max(round(size.detectable[1], metric.digits), step),
        step=step,
        format=f"%.{metric.digits}f",
        key=f"lottery_effect_{name}",
    )
    needed = size.candidates_for(aim)
    st.markdown(
        plain(_(FINDS, title=_(metric.title), effect=middle, low=low, high=high)) + "  \n"
        + plain(_alike(size, context)) + "  \n"
        + plain(_(TOO_MANY) if needed is None else _(NEEDED, n=_.number(needed)))
    )  # fmt: skip


def _alike(size: LotterySize, context: PageContext) -> str:
    _ = context.locale
    low, middle, high = (_.percent(share) for share in size.icc)
    if size.assumed:
        return _(JUDGED, share=middle, low=low, high=high)
    return _(MEASURED, share=middle)


def _commit(context: PageContext, request: LotteryRequest) -> None:
    """Show the form that fixes list and seed, for a role that may see names."""
    _ = context.locale
    if not sees_names(context.role):
        st.caption(plain(RefusedError(context.role).message(_)))
        return
    with st.form("lottery_commit", border=False):
        author = st.text_input(_("Your name"), max_chars=80, key="lottery_author")
        st.caption(
            plain(
                _(
                    "List and seed are fixed now and shown as a fingerprint, before anybody is "
                    "drawn. Send it to the candidates or the works council: with it everyone can "
                    "check afterwards that the draw was not repeated until it pleased."
                )
            )
        )
        pressed = st.form_submit_button(
            _("Fix list and seed"), icon=":material/fingerprint:", key="lottery_fix"
        )
    if pressed:
        with told_why_not(_):
            try:
                context.company.lottery.commit(request, author=author)
            except LotteryError as error:
                st.error(plain(error.message(_)), icon=":material/error:")
