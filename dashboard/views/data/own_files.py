"""A company's own files: checked first, loaded only when asked."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session import keys
from dashboard.session.page_context import PageContext
from dashboard.views.data.findings import show_findings
from metrics import publish
from metrics.disclosure import ROLE_TITLES, sees_names
from metrics.i18n import N_
from metrics.loading import SUFFIXES, Files, repeated_names

CHECK_ONLY = N_(
    "With the role {role} you can check files here, but not load them. The person who manages "
    "the files loads them with: mentoring-roi load DIR"
)
SAME_NAME = N_(
    "More than one file is called {names}. Upload one of each; nothing was checked or changed."
)
NOT_ACCEPTED = N_("The files cannot be loaded yet. The data loaded earlier are still there.")


def show_own_files(context: PageContext) -> None:
    """Check the files that were sent, and load them when a role that may load asks for it."""
    _ = context.locale
    st.subheader(plain(_("Your own files")), anchor=False)
    sent = st.file_uploader(
        _("CSV, Excel or Parquet, several at once, and company.toml if you have one"),
        type=list(SUFFIXES),
        accept_multiple_files=True,
        key="own_files",
    )
    files = tuple((one.name, one.getvalue()) for one in sent)
    if not files:
        st.caption(
            plain(_("They are checked on this computer. Nothing is loaded until you confirm."))
        )
        return
    if twice := repeated_names(files):
        st.error(
            plain(
                _(
                    (SAME_NAME),
                    names=", ".join(twice),
                )
            )
        )
        return
    checked = queries.checked(files, date.today(), context.role, _)
    report = checked.report
    found = checked.findings
    if report["accepted"]:
        st.success(
            plain(
                _(
                    "The files can be loaded: {n} rows in {m} tables, data as of {day}.",
                    n=_.number(sum(report["tables"].values())),
                    m=sum(n > 0 for n in report["tables"].values()),
                    day=_.date(date.fromisoformat(report["as_of"])),
                )
            )
        )
        if sees_names(context.role):
            st.button(
                _("Load"), type="primary", on_click=_load, args=(files, context.role), key="load"
            )
        else:
            st.info(
                plain(
                    _(
                        (CHECK_ONLY),
                        role=_(ROLE_TITLES[context.role]),
                    )
                )
            )
    else:
        st.error(plain(_(NOT_ACCEPTED)))
    show_findings(found, _, title=_("Findings in these files"))


def _load(files: Files, role: str) -> None:
    load = publish(files, role=role)
    if load.snapshot is not None:
        st.session_state[keys.LOADED_SNAPSHOT] = load.snapshot.id
