"""The look that all figures share: colours for light and dark, number formats, an alt text."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go
from babel import dates

from metrics.i18n import LOCALES, Locale

MENTEES = "#2F7DD1"  # blue: the corrected effect, the mentees
COMPARISON = "#8592A0"  # grey: the comparison group, and what is not known yet
WARNING = "#C2603F"  # red: the naive difference, a cost
ZERO = "#8592A0"  # the line at zero
INK = "#000037"  # Streamlit replaces it by the strong text colour of the theme, light or dark
TEXT = 14  # pixels; the size of all text but secondary labels
MARGIN = 8  # pixels on each side
SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)  # babel counts days from Monday, plotly from Sunday


def apply_style(figure: go.Figure, _: Locale, *, alt: str, height: int) -> go.Figure:
    """Return the figure with the shared look; `alt` says in a sentence what it shows."""
    figure.update_layout(
        height=height,
        margin={"l": MARGIN, "r": MARGIN, "t": MARGIN, "b": MARGIN},
        showlegend=False,
        hovermode="closest",
        separators=",." if _.language == "nl" else ".,",
        uirevision="same",
        meta={"alt": alt},
        font={"size": TEXT, "color": INK},
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    text = {"size": TEXT, "color": INK}
    figure.update_xaxes(fixedrange=True, tickfont=text, title_font=text, automargin=True)
    figure.update_yaxes(fixedrange=True, tickfont=text, title_font=text, automargin=True)
    return figure


def alt_text(figure: go.Figure) -> str:
    """Return the sentence that says what the figure shows, for readers who cannot see it."""
    return str(figure.layout.meta["alt"])


def plotly_config(language: str) -> dict[str, object]:
    """Return plotly's drawing options with the names of days and months in one language.

    Streamlit ships plotly with English names only.
    """
    locale = LOCALES[language]
    comma = language == "nl"
    return {
        "locale": language,
        "locales": {
            language: {
                "moduleType": "locale",
                "name": language,
                "dictionary": {},
                "format": {
                    "days": _names(dates.get_day_names("wide", locale=locale), SUNDAY_FIRST),
                    "shortDays": _names(
                        dates.get_day_names("abbreviated", locale=locale), SUNDAY_FIRST
                    ),
                    "months": _names(dates.get_month_names("wide", locale=locale), range(1, 13)),
                    "shortMonths": _names(
                        dates.get_month_names("abbreviated", locale=locale), range(1, 13)
                    ),
                    "date": "%d-%m-%Y",
                    "decimal": "," if comma else ".",
                    "thousands": "." if comma else ",",
                },
            }
        },
        "displayModeBar": False,
        "displaylogo": False,
    }


def _names(names: Mapping[int, str], order: range | tuple[int, ...]) -> list[str]:
    return [names[number] for number in order]
