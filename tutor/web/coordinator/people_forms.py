"""What is typed about a person: a number, a corrected name, somebody who may act for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext

from tutor import phone, written_time
from tutor.actor import Actor
from tutor.errors import Refused
from tutor.people import queries
from tutor.people.actions import Name
from tutor.people.models import ConsentPurpose, Person
from tutor.web.intake_form import Form

SCOPE = {
    ConsentPurpose.ACT_FOR: lazy_gettext("代わりに申し込む・変える"),
    ConsentPurpose.SEE_DATES: lazy_gettext("レッスンの日時を知る"),
    ConsentPurpose.SEE_LEARNING: lazy_gettext("習ったことを見る"),
    ConsentPurpose.COPY_MESSAGES: lazy_gettext("お知らせを同じように受け取る"),
}
HOW = {
    "telephone": lazy_gettext("電話で本人から聞いた"),
    "in_person": lazy_gettext("会って本人から聞いた"),
    "letter": lazy_gettext("書類をもらった"),
}


@dataclass(frozen=True)
class Supporting:
    """Somebody we know, or a name with a number, and what the learner agreed to."""

    known: Person | None
    name: Name
    telephone: str
    relation: str
    scope: Sequence[ConsentPurpose]
    how: str


class NumberForm(Form):
    def typed(self) -> tuple[str, str] | None:
        """The number and what it is called, when it can be rung."""
        number = self.text("number", 40, otherwise=Refused("電話番号を入れてください。"))
        label = self.text("label", 40)
        if number:
            self.take("number", phone.read, number)
        return None if self.errors else (number, label)


class CorrectForm(Form):
    @classmethod
    def of(cls, person: Person) -> "CorrectForm":
        return cls(
            {
                "family": person.family_name,
                "given": person.given_name,
                "family_reading": person.family_reading,
                "given_reading": person.given_reading,
                "born_year": str(person.born_year or ""),
                "version": str(person.version),
            }
        )

    def typed(self, today: date) -> tuple[Name, int | None, int] | None:
        name = self.name()
        if name.is_empty:
            self.errors.setdefault("family", str(lazy_gettext("お名前かふりがなを入れてください。")))
        born = self.take("born_year", _born_year, self.values.get("born_year", ""), today)
        return None if self.errors else (name, born, self.version)


def _born_year(typed: str, today: date) -> int | None:
    return written_time.born_year(typed, today=today)


class SupporterForm(Form):
    def __init__(self, values: Mapping[str, str], *, learner: Person, actor: Actor) -> None:
        super().__init__(values)
        self.learner, self.actor = learner, actor

    def typed(self) -> Supporting | None:
        known = self._known()
        name = self.name()
        if known is None and name.is_empty:
            self.errors.setdefault("family", str(lazy_gettext("お名前かふりがなを入れてください。")))
        telephone = self.text("telephone", 40, otherwise=Refused("連絡のつく電話番号を入れてください。"))
        if telephone:
            self.take("telephone", phone.read, telephone)
        relation = self.text("relation", 40, otherwise=Refused("ご本人との間がらを入れてください。"))
        scope = self.take("scope", _scope, self.all("scope")) or []
        how = self.take("how", _how, self.values.get("how", "")) or ""
        return None if self.errors else Supporting(known, name, telephone, relation, scope, how)

    def _known(self) -> Person | None:
        code = self.values.get("same", "")
        return None if code in {"", "new"} else queries.person(code, actor=self.actor)

    def alike(self) -> list[Person]:
        """People who could be this one already, until somebody has said which."""
        if self.values.get("same"):
            return []
        found = queries.maybe_the_same(
            family_reading=self.values.get("family_reading", ""),
            given_reading=self.values.get("given_reading", ""),
            typed_number=self.values.get("telephone", ""),
            actor=self.actor,
        )
        return [one for one in found if one.id != self.learner.id]


def _scope(values: Sequence[str]) -> list[ConsentPurpose]:
    if not values or not set(values) <= set(ConsentPurpose):
        raise Refused("ご本人がよいと言ったことを、一つ以上えらんでください。")
    return [purpose for purpose in SCOPE if purpose in values]


def _how(value: str) -> str:
    if value not in HOW:
        raise Refused("ご本人の気持ちをどう確かめたか、えらんでください。")
    return value
