"""Everything a person reads, in Dutch or English: sentences from the gettext catalogues, numbers,
money and dates.

The English sentence is the key; `locale/nl.po` holds the Dutch one. By convention a module calls
its instance `_`, so that a sentence reads `_("Mentees stay {gain} longer", gain=...)` and can be
collected. There is no global language: each reader has an instance of their own (two people may use
the server at once).
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
Message = tuple[
    str, Mapping[str, object]
]  # a sentence for later and its values: `_(key, **values)`


def N_(sentence: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """The sentence itself; marks it for the catalogue where it is written far from its reader."""
    return sentence


class Euros(float):
    """An amount among the values of a sentence, to be written as money."""


class LocalizedError(Exception):
    """An error as a sentence: `str` is English, `message` is in a reader's language.

    A value of the sentence may be such an error itself.
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
    """What one reader reads. `Words("nl")("Retention")` is "Behoud"; an unknown sentence stays
    English.
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
        found = self._catalogue.gettext(sentence) if sentence else ""
        return found.format_map(values) if values else found

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """The sentence for `n` things; `{n}` in it becomes the formatted number."""
        return self._catalogue.ngettext(one, many, n).format_map({"n": self.number(n), **values})

    def number(self, value: float, digits: int = 0) -> str:
        """`1234.5` as 1.234,5 (nl) or 1,234.5 (en), with exactly `digits` decimals and a real minus
        sign.
        """
        return numbers.format_decimal(
            _rounded(value, digits), _pattern(digits), locale=self.locale
        ).replace("-", "−")

    def signed(self, value: float, digits: int = 1) -> str:
        """A difference, always with its sign: +2.1, −0.3 (a real minus sign), 0.0."""
        rounded = _rounded(value, digits)
        sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
        return sign + self.number(abs(rounded), digits)

    def percent(self, share: float, digits: int = 0) -> str:
        """A share between 0 and 1 as a percentage."""
        return numbers.format_percent(share, _pattern(digits) + "%", locale=self.locale).replace(
            "-", "−"
        )

    def money(self, euros: float, digits: int = 0) -> str:
        """Euros in full, € 1.234."""
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
        """31 December 2025, without the time."""
        return dates.format_date(day, format="long", locale=self.locale)


@cache
def locale_for(language: str) -> Locale:
    """The reader of that language; shared, because it holds no state."""
    return Locale(language)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """The compiled catalogue of one language; compiled from its text here, so that no binary is
    kept.
    """
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
    return round(float(value), digits) + 0.0  # + 0.0 turns -0.0 into 0.0


def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")
