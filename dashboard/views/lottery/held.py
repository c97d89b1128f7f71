"""The lotteries set up so far: fingerprint, draw, and the files with names."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from dashboard import queries
from dashboard.exports.lottery import letters_file, proof_file, result_file
from dashboard.markdown import bold, plain
from dashboard.session.page_context import PageContext
from dashboard.views.purpose import ask_purpose, told_why_not
from metrics.disclosure import ReleasedHeld, RevealedLottery, sees_names
from metrics.i18n import LANGUAGES, N_, locale_for

SET_UP = N_("{n} candidates, {places} places. Set up by {author} on {day}.")
FINGERPRINT = N_("Fingerprint of list and seed (SHA-256):")
DRAWN = N_(
    "Drawn on {day}: {drawn} candidates have a place, {waiting} are on the waiting list for "
    "{months} months. Loading the files again adds the draw to the data."
)
NOT_DRAWN = N_("Not drawn yet.")
OTHERS = N_(
    "For this category {n} other lotteries were set up and not drawn. Lists and seeds of these are "
    "kept too, so that nobody can try lotteries until one pleases unseen."
)


def show_held(context: PageContext) -> None:
    """Show every lottery, the newest first."""
    _ = context.locale
    with told_why_not(_):
        held = context.company.lottery.held()
        if held:
            st.subheader(plain(_("Lotteries")), anchor=False)
        for one in held:
            with st.container(border=True, key=f"lottery_{one.number}"):
                _show(context, one, held)


def _show(context: PageContext, one: ReleasedHeld, held: tuple[ReleasedHeld, ...]) -> None:
    _ = context.locale
    name = context.name("category", one.category)
    st.markdown(bold(_("Lottery {id}: {category}", id=one.lottery_id, category=name)))
    st.markdown(
        plain(
            _(
                SET_UP,
                n=_.number(one.candidates),
                places=_.number(one.places),
                author=one.author,
                day=_.date(one.at.date()),
            )
        )
    )
    st.caption(plain(_(FINGERPRINT)))
    st.code(one.commitment, language=None, wrap_lines=True)
    others = [o for o in held if o.category == one.category and o.drawn_on is None and o != one]
    if others:
        st.caption(plain(_(OTHERS, n=_.number(len(others)))))
    if one.drawn_on is None:
        st.markdown(plain(_(NOT_DRAWN)))
        if sees_names(context.role):
            _hold(context, one)
        return
    st.markdown(
        plain(
            _(
                DRAWN,
                day=_.date(one.drawn_on),
                drawn=_.number(one.drawn or 0),
                waiting=_.number(one.waiting or 0),
                months=_.number(one.months),
            )
        )
    )
    known = ask_purpose(
        context,
        f"lottery_{one.number}",
        _("Who was drawn?"),
        _("Open result and letters"),
        lambda purpose, author: context.company.lottery.name(
            one.number, purpose=purpose, author=author
        ),
    )
    if known is not None:
        _files(context, known)


def _hold(context: PageContext, one: ReleasedHeld) -> None:
    _ = context.locale
    closing = date.fromisoformat(str(queries.report(context.company, "en")["as_of"]))
    first = closing + timedelta(days=1)
    with st.form(f"lottery_hold_{one.number}", border=False):
        day = st.date_input(
            _("Day of the draw"),
            value=max(date.today(), first),
            min_value=first,
            key=f"lottery_day_{one.number}",
            help=_("From the day after the loaded data end, so that nobody knows what came after."),
        )
        author = st.text_input(_("Your name"), max_chars=80, key=f"lottery_drawer_{one.number}")
        if st.form_submit_button(
            _("Hold the draw"), icon=":material/casino:", key=f"lottery_draw_{one.number}"
        ):
            with told_why_not(_):
                context.company.lottery.hold(one.number, day, author=author)
                st.rerun()


def _files(context: PageContext, known: RevealedLottery) -> None:
    """Show the downloads: result, letters in both languages, and the proof."""
    _ = context.locale
    category = known.held.category
    files = [(_("Result and waiting list"), result_file(known, _))]
    for language in LANGUAGES:
        own = locale_for(language)
        name = context.company.category_names(language).get(category, category)
        label = {"nl": _("Letters in Dutch"), "en": _("Letters in English")}[language]
        files.append((label, letters_file(known, name, own)))
    files.append((_("Proof"), proof_file(known)))
    for place, (label, file) in zip(st.columns(len(files)), files, strict=True):
        place.download_button(
            label,
            file.content,
            file_name=file.name,
            on_click="ignore",
            icon=":material/download:",
            key=f"download_{file.name}",
        )
