"""What is typed about one call, read into plain values."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext, lazy_gettext

from tutor import phone
from tutor.actor import Actor, Role
from tutor.errors import Refused
from tutor.inquiries import queries as inquiries
from tutor.inquiries.actions import Heard
from tutor.inquiries.models import Purpose, Unmet, Way
from tutor.office import queries as office
from tutor.people import queries as people
from tutor.people.models import Person
from tutor.web import ring_back
from tutor.web.intake_form import Form

PURPOSES = {
    Purpose.REQUEST: lazy_gettext("申込"),
    Purpose.CHANGE: lazy_gettext("変更・取りやめ"),
    Purpose.QUESTION: lazy_gettext("質問"),
    Purpose.COMPLAINT: lazy_gettext("困りごと・苦情"),
    Purpose.TUTOR: lazy_gettext("学生講師から"),
    Purpose.CITY: lazy_gettext("市の窓口から"),
    Purpose.WRONG_NUMBER: lazy_gettext("まちがい電話"),
    Purpose.OTHER: lazy_gettext("そのほか"),
}
UNMET = {
    Unmet.NO_VISITS_LEFT: lazy_gettext("のこりの回数がない"),
    Unmet.NO_TIME_FITS: lazy_gettext("都合の合う日がない"),
    Unmet.TOO_FAR: lazy_gettext("遠くて行けない"),
    Unmet.ELSEWHERE: lazy_gettext("ほかの市町の方"),
    Unmet.NO_PHONE: lazy_gettext("スマートフォンがない"),
    Unmet.THINKS_IT_OVER: lazy_gettext("考えてみるとのこと"),
    Unmet.OTHER: lazy_gettext("そのほか"),
}
WAYS = {Way.IN: lazy_gettext("かかってきた"), Way.OUT: lazy_gettext("こちらからかけた")}


class LogForm(Form):
    def __init__(self, values: Mapping[str, str], *, actor: Actor, now: datetime) -> None:
        super().__init__(values)
        self.actor, self.now = actor, now
        self.form_key = values.get("form_key", "")[:36] or str(uuid.uuid4())
        self.cities = office.municipalities(actor, Role.COORDINATOR)
        self.person: Person | None = self.take("person", self._person)

    def heard(self) -> tuple[Heard, datetime | None] | None:
        """With the moment until which we promised to ring back. None when a field is wrong."""
        number = self.text("number", 40)
        if number:
            self.take("number", phone.read, number)
        name, note = self.text("name", 80), self.text("note", 400)
        purpose = self.take("purpose", self._purpose)
        unmet = self.take("unmet", self._unmet)
        until = self.take("ring_time", self.ring_back)
        if until and not number and not (self.person and self.person.contacts):
            self.errors["number"] = gettext(
                "かけ直す番号を入れてください。登録のある方なら、その番号へかけます。"
            )
        city = self.city
        if self.errors or purpose is None or city is None:
            return None
        way = Way.OUT if self.values.get("way") == Way.OUT else Way.IN
        heard = Heard(self.form_key, city, purpose, way, self.person, name, number, note, unmet)
        return heard, until

    @property
    def city(self) -> int | None:
        """The person's own; else the chosen one; else that of the call before."""
        if self.person and self.person.learner:
            return self.person.learner.municipality_id
        typed = self.values.get("city", "")
        chosen = next((one.id for one in self.cities if one.code5 == typed), None)
        return chosen or inquiries.last_city(self.actor) or (self.cities[0].id if self.cities else None)

    def _person(self) -> Person | None:
        code = self.values.get("person", "")
        return people.person(code, actor=self.actor) if code else None

    def _purpose(self) -> Purpose:
        value = self.values.get("purpose", "")
        if value not in set(Purpose):
            raise Refused("何の電話か、えらんでください。")
        return Purpose(value)

    def _unmet(self) -> Unmet | None:
        value = self.values.get("unmet", "")
        return Unmet(value) if value in set(Unmet) else None

    def ring_back(self) -> datetime | None:
        return ring_back.read(self.values, now=self.now)
