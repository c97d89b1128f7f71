"""The settings keep the dashboard on this machine, and readable in light and dark."""

from __future__ import annotations

import tomllib
from pathlib import Path

SETTINGS = tomllib.loads(
    (Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)


def test_nothing_leaves_this_machine():
    assert SETTINGS["server"]["address"] == "127.0.0.1"
    assert SETTINGS["browser"]["gatherUsageStats"] is False
    assert SETTINGS["server"]["enableStaticServing"] is False
    assert SETTINGS["server"]["allowedHosts"] == ["localhost", "127.0.0.1"]
    assert SETTINGS["server"]["enableXsrfProtection"] is True
    assert SETTINGS["server"].get("enableAgentApi", False) is False
    assert "http" not in str(SETTINGS["theme"])


def test_an_error_shows_no_inside_to_the_reader():
    assert SETTINGS["client"]["showErrorDetails"] == "none"
    assert SETTINGS["runner"]["magicEnabled"] is False


def test_both_themes_have_the_ten_chart_colours_without_which_all_are_dropped():
    for mode in ("light", "dark"):
        assert len(set(SETTINGS["theme"][mode]["chartCategoricalColors"])) == 10


def test_streamlit_knows_every_setting():
    from streamlit import config

    known = config.get_config_options(force_reparse=True)
    flat = [
        f"{section}.{name}"
        for section, values in SETTINGS.items()
        for name, value in values.items()
        if not isinstance(value, dict)
    ]
    assert [name for name in flat if name not in known] == []
