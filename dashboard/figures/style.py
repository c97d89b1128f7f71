"""One look for every figure: colours for light and dark, the reader's numbers, and words for who
cannot see it.
"""

from __future__ import annotations

import plotly.graph_objects as go
from babel import dates

from metrics.i18n import LOCALES, Locale

MENTEES, OTHERS, WRONG, ZERO = "#2F7DD1", "#8592A0", "#C2603F", "#8592A0"
TEXT = 14
INK = "#000037"  # the page draws it as the strong text colour of light or dark, whichever is on


def style(figure: go.Figure, _: Locale, *, alt: str, height: int) -> go.Figure:
    """The figure itself, with the house's look; `alt` says in a sentence what it shows."""
    comma = _.language == "nl"
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        showlegend=False,
        hovermode="closest",
        separators=",." if comma else ".,",
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
    """The sentence that says what the figure shows."""
    return figure.layout.meta["alt"]


def plotly_config(language: str) -> dict[str, object]:
    """The drawing options of one language, with the names of its days and months: the page brings
    only English.
    """
    locale = LOCALES[language]
    names = {
        "days": dates.get_day_names("wide", locale=locale),
        "shortDays": dates.get_day_names("abbreviated", locale=locale),
        "months": dates.get_month_names("wide", locale=locale),
        "shortMonths": dates.get_month_names("abbreviated", locale=locale),
    }
    ordered = {
        name: [found[i] for i in ([6, 0, 1, 2, 3, 4, 5] if len(found) == 7 else range(1, 13))]
        for name, found in names.items()
    }
    separators = (
        {"decimal": ",", "thousands": "."}
        if language == "nl"
        else {"decimal": ".", "thousands": ","}
    )
    return {
        "locale": language,
        "locales": {
            language: {
                "moduleType": "locale",
                "name": language,
                "dictionary": {},
                "format": {**ordered, "date": "%d-%m-%Y", **separators},
            }
        },
        "displayModeBar": False,
        "displaylogo": False,
    }
