"""Everything a person reads, in Dutch or English: sentences, numbers, money and dates.

The English sentence is the key; `locale/nl.po` holds the Dutch one. By convention the locale of a
reader is called `_`: a sentence reads `_("Mentees stay {gain} longer", gain=...)` and can be
collected for translation. There is no global language: two people may use the server at once, each
with their own locale.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from babel import dates, numbers
from babel.messages import mofile, pofile

LANGUAGES = ("nl", "en")
LOCALES = {"nl": "nl_NL", "en": "en_GB"}
FOLDER = Path(__file__).parent / "locale"
Message = tuple[str, Mapping[str, object]]
"""A sentence for later and its values: `_(sentence, **values)`."""


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Return the sentence unchanged; it marks a sentence that is translated elsewhere."""
    return sentence


class Euros(float):
    """An amount among the values of a sentence that is to be written as money."""


class Times(float):
    """A multiple among the values of a sentence, written with at most one decimal."""


class LocalizedError(Exception):
    """An error as a sentence: `str` is English, `message` is in a reader's language.

    `text` is the English sentence with its placeholders, `values` fills them. A value may be such
    an error itself.
    """

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format_map(values))
        self.text = text
        self.values = values

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (type(self), self.text, self.values)

    def message(self, _: Locale) -> str:
        """Return the sentence in the language of this reader."""
        values = {
            name: value.message(_) if isinstance(value, LocalizedError) else value
            for name, value in self.values.items()
        }
        return _(self.text, **values)


def _rebuilt(kind: type[LocalizedError], text: str, values: Mapping[str, object]) -> LocalizedError:
    """Return the error that was pickled."""
    return kind(text, **values)


class Locale:
    """The language of one reader: `Locale("nl")("Retention")` is "Behoud".

    A sentence without a translation stays English.
    """

    def __init__(self, language: str) -> None:
        if language not in LANGUAGES:
            raise ValueError(
                f"Unknown language '{language}': choose one of {', '.join(LANGUAGES)}."
            )
        self.language = language
        self.locale = LOCALES[language]
        self._catalogue = _catalogue(language)

    def __call__(self, sentence: str, **values: object) -> str:
        """Return the sentence in this language, with its placeholders filled."""
        translated = self._catalogue.gettext(sentence) if sentence else ""
        return translated.format_map(values) if values else translated

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """Return the sentence for `n` things; `{n}` in it becomes the formatted number."""
        return self._catalogue.ngettext(one, many, n).format_map({"n": self.number(n), **values})

    def number(self, value: float, digits: int = 0) -> str:
        """Return `1234.5` as 1.234,5 (nl) or 1,234.5 (en), with exactly `digits` decimals.

        A negative number has a real minus sign.
        """
        return numbers.format_decimal(
            _rounded(value, digits), _pattern(digits), locale=self.locale
        ).replace("-", "−")

    def signed(self, value: float, digits: int = 1) -> str:
        """Return a difference, always with its sign: +2.1, −0.3 (a real minus sign), 0.0."""
        sign = "+" if _rounded(value, digits) > 0 else ""
        return sign + self.number(value, digits)

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share between 0 and 1 as a percentage."""
        return numbers.format_percent(share, _pattern(digits) + "%", locale=self.locale).replace(
            "-", "−"
        )

    def money(self, euros: float, digits: int = 0) -> str:
        """Return an amount in full: € 1.234."""
        amount = numbers.format_decimal(
            abs(_rounded(euros, digits)), _pattern(digits), locale=self.locale
        )
        return f"{'−' if _rounded(euros, digits) < 0 else ''}€\u00a0{amount}"

    def money_short(self, euros: float) -> str:
        """Return euros for a card: € 523k or € 1.2 million, in Dutch € 523.000 or € 1,2 mln.

        From 10,000 euros on the amount is rounded to thousands, from a million on to a tenth of a
        million.
        """
        thousands = _rounded(euros / 1e3, 0)
        if abs(thousands) >= 1_000:
            return self(N_("{amount} million"), amount=self.money(euros / 1e6, 1))
        if abs(euros) < 10_000:
            return self.money(euros)
        if self.language == "nl":
            return self.money(1_000 * thousands)
        return f"{self.money(thousands)}k"

    def date(self, day: date) -> str:
        """Return a day in words: 31 December 2025."""
        return dates.format_date(day, format="long", locale=self.locale)


@cache
def locale_for(language: str) -> Locale:
    """Return the locale of that language; it is shared, because it holds no state."""
    return Locale(language)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of one language, compiled from its text: no binary is kept."""
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        catalogue = pofile.read_po(file, locale=language)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _rounded(value: float, digits: int) -> float:
    """Return the rounded value; adding 0.0 turns -0.0 into 0.0."""
    return round(float(value), digits) + 0.0


def _pattern(digits: int) -> str:
    """Return Babel's pattern for a number with that many decimals."""
    return "#,##0" + ("." + "0" * digits if digits else "")
