"""Write GLOSSARY.md from the terms of the product (`make glossary`)."""

from __future__ import annotations

from pathlib import Path

from dashboard.text.glossary import glossary_page

PAGE = Path(__file__).parents[2] / "GLOSSARY.md"

if __name__ == "__main__":
    PAGE.write_text(glossary_page(), encoding="utf-8")
