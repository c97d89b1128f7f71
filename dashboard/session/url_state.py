"""The state that the URL holds: read a value, write it, remove it.

A link reproduces a page, so everything that a reader chooses and a link has to repeat is in the
URL. There are two ways to put it there, and no third:

- `bind="query-params"` of Streamlit, for a widget whose value is itself the parameter: a number, a
  switch, or an option that reads the same in both languages. The widget's key is the name of the
  parameter, and Streamlit reads, checks and writes it. It writes the *label* of an option, so a
  translated label would break a link for a reader of the other language.
- This module, for everything else: options with translated labels or with values from the data,
  buttons that move within a page, and plans. A widget takes its value from `show_in_widget` and has
  `on_change=write_from_widget`.

Anybody may have written a URL, so a value is checked before it is used. What must not be in a URL
(names of people, a text that is being typed) is in the session state, under the keys of
`dashboard.session.keys`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

LONGEST_SHOWN = 40  # characters of an unknown value that a page quotes


def parameter(name: str) -> str:
    """Return what the URL says, unchecked; "" where it says nothing."""
    return st.query_params.get(name, "")


def read(name: str, allowed: Collection[str], default: str = "") -> str:
    """Return the value in the URL, or the default where it is not one of those allowed."""
    value = parameter(name)
    return value if value in allowed else default


def unknown_value(name: str, allowed: Collection[str]) -> str:
    """Return the value in the URL that is not allowed, shortened for a message; else ""."""
    value = parameter(name)
    return "" if value in allowed else value[:LONGEST_SHOWN]


def take(name: str) -> str:
    """Return what the URL says, unchecked, and remove it: for a link that does something once."""
    value = parameter(name)
    write({name: ""})
    return value


def write(values: Mapping[str, str]) -> None:
    """Write the values to the URL and remove the parameters whose value is "".

    All changes are one step of the browser's history; where nothing changes there is none.
    """
    changes = {name: value for name, value in values.items() if value != parameter(name)}
    if changes:
        # A parameter with no values at all is left out of the URL.
        st.query_params.update({name: [value] if value else [] for name, value in changes.items()})


def show_in_widget(key: str, name: str, allowed: Collection[str], default: str = "") -> str:
    """Let the widget with this key show the value in the URL, and return that value."""
    value = read(name, allowed, default)
    st.session_state[key] = value
    return value


def write_from_widget(name: str, key: str) -> None:
    """Write the value of a widget to the URL; the `on_change` of a widget."""
    write({name: st.session_state.get(key) or ""})


def is_history_navigation() -> bool:
    """Return whether this run was started by the browser's back or forward button."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation
