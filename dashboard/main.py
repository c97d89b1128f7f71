"""One run for one reader: language, what is loaded, the pages, and the page that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import queries, views
from dashboard.session import access
from dashboard.session.faults import logged
from dashboard.session.page_context import PageContext, group_names
from dashboard.views.empty_states import show_nothing
from metrics.i18n import LANGUAGES, locale_for

NARROW = Path(__file__).with_name("narrow.css")
FIRST = ("retention", "performance")


def run() -> None:
    """Run the script; nothing is kept between runs but what `queries` keeps."""
    st.set_page_config(page_title="Mentoring ROI", page_icon="📊", layout="wide")
    st.html(NARROW)
    head, side = st.columns([6, 1], vertical_alignment="top")
    language = _language(side.container(horizontal=True, horizontal_alignment="right"))
    metrics, faults = queries.metrics()
    company = queries.company()
    names = company.category_names(language) if company else {}
    pages: dict[str, st.Page] = {}
    context = PageContext(
        locale_for(language),
        company,
        metrics,
        faults,
        names,
        group_names(queries.report(company, language), language) if company else {},
        head,
        pages,
        access.role_of(company),
    )
    pages |= _pages(context)
    page = st.navigation(_sections(context), position="top")
    with logged(page.url_path or "overview"):
        page.run()
    if company is not None:
        access.show_role(context.role, context.locale)
    st.html(
        f"<script>document.documentElement.lang = '{language}'</script>",
        unsafe_allow_javascript=True,
    )


def _language(place: DeltaGenerator) -> str:
    """Return the language in the URL, else that of the browser.

    The options are language codes, so that a link works for every reader.
    """
    usual = "nl" if (st.context.locale or "").lower().startswith("nl") else "en"
    chosen = place.segmented_control(
        "Taal / Language",
        LANGUAGES,
        default=usual,
        required=True,
        key="lang",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen if chosen in LANGUAGES else usual


def _pages(context: PageContext) -> dict[str, st.Page]:
    _ = context.locale
    pages = {
        name: st.Page(
            _page(context, view.question, view.show),
            title=_(view.title),
            url_path=name,
            default=name == "overview",
        )
        for name, view in views.VIEWS.items()
    }
    for name, metric in context.metrics.items():
        if metric.only_control:
            continue
        pages[name] = st.Page(
            _page(context, metric.question, views.metric.show, metric),
            title=_(metric.title),
            url_path=name if name not in views.VIEWS else f"{name}_metric",
        )
    for name, fault in context.metric_faults.items():
        pages[name] = st.Page(
            _page(context, "", views.show_fault, name, fault.message(_)),
            title=name,
            url_path=f"{name}_fault",
        )
    return pages


def _page(
    context: PageContext, question: str, show: Callable[..., None], *about: object
) -> Callable[[], None]:
    """Return what a page runs; while nothing is loaded, a page with a question says so instead."""

    def page() -> None:
        if question and context.loaded is None:
            show_nothing(context, context.locale(question))
        else:
            show(context, *about)

    return page


def _sections(context: PageContext) -> dict[str, list[st.Page]]:
    _ = context.locale
    first = [
        "overview",
        *FIRST,
        "value",
        "categories",
        "experts",
        "mentors",
        "lottery",
        "rewards",
        "portfolio",
        "data",
    ]
    others = [name for name in context.pages if name not in first]
    sections = {"": [context.pages[name] for name in first]}
    return sections | {_("More"): [context.pages[name] for name in others]} if others else sections


run()
