"""Somebody who rings about a class for the first time: a name and a number."""

from flask_babel import gettext

from tutor import phone
from tutor.people.actions import Name
from tutor.web.intake_form import Form


class NewcomerForm(Form):
    @classmethod
    def named(cls, typed: str) -> "NewcomerForm":
        """What was searched for is seldom typed twice: kana as a reading, digits as the number."""
        words = typed.split(maxsplit=1)
        if not words:
            return cls({})
        if any(letter.isdigit() for letter in typed):
            return cls({"telephone": typed})
        kana = all("ぁ" <= letter <= "ヿ" for letter in words[0])
        parts = ("family_reading", "given_reading") if kana else ("family", "given")
        return cls(dict(zip(parts, words, strict=False)))

    def newcomer(self) -> tuple[Name, str] | None:
        name, number = self.name(), self.values.get("telephone", "").strip()
        if name.is_empty:
            self.errors.setdefault("family", gettext("お名前かふりがなを入れてください。"))
        self.take("telephone", phone.read, number)
        return None if self.errors else (name, number)
