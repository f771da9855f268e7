"""What is chosen when a file is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time

from flask_babel import gettext
from werkzeug.datastructures import FileStorage

from tutor import written_time
from tutor.actor import Actor, Role
from tutor.availability import calendar_file
from tutor.availability import queries as availability
from tutor.availability.models import Term
from tutor.errors import Refused
from tutor.imports.checked import Kind
from tutor.imports.timetables import calendar_options
from tutor.office import queries as office
from tutor.office.models import Municipality
from tutor.people import queries as people
from tutor.people.models import Tutor
from tutor.web.intake_form import Form

WEEKDAYS = ("0", "1", "2", "3", "4")
"""What is chosen before anybody chooses: the working week."""


@dataclass(frozen=True)
class HandedFile:
    data: bytes
    kind: Kind
    city: Municipality
    options: Mapping[str, str] = field(default_factory=dict)


class ImportForm(Form):
    def __init__(
        self, values: Mapping[str, str], upload: FileStorage | None, *, actor: Actor, today: date
    ) -> None:
        super().__init__(values)
        self.upload = upload
        self.cities = office.municipalities(actor, Role.COORDINATOR)
        self.tutors = people.tutors_not_gone(today)
        self.terms = availability.terms_after(today)

    @property
    def weekdays(self) -> list[str]:
        return self.all("weekday") or list(WEEKDAYS)

    def file(self) -> HandedFile | None:
        """None when something is missing; `errors` then says what."""
        kind, city = self.take("kind", self._kind), self.take("city", self._city)
        data = self.take("file", self._data)
        if kind is None or city is None or data is None:
            return None
        if not calendar_file.is_calendar(data):
            return HandedFile(data, kind, city)
        tutor, term = self.take("tutor", self._tutor), self.take("term", self._term)
        begins, ends = (self.take(name, self._time, name) for name in ("begins", "ends"))
        if begins and ends and begins >= ends:
            self.errors["ends"] = gettext("「まで」は「から」よりあとの時刻にしてください。")
        if self.errors or tutor is None or term is None or begins is None or ends is None:
            return None
        weekdays = [int(day) for day in self.weekdays if day in set("0123456")]
        options = calendar_options(tutor, term, begins=begins, ends=ends, weekdays=weekdays)
        return HandedFile(data, Kind.TIMETABLES, city, options)

    def _kind(self) -> Kind:
        typed = self.values.get("kind", "")
        if typed not in set(Kind):
            raise Refused("何のファイルか、えらんでください。")
        return Kind(typed)

    def _city(self) -> Municipality:
        code = self.values.get("city", "")
        found = [one for one in self.cities if one.code5 == code]
        if not found and len(self.cities) == 1 and not code:
            found = self.cities
        if not found:
            raise Refused("どの市町のファイルか、えらんでください。")
        return found[0]

    def _data(self) -> bytes:
        data = self.upload.read() if self.upload else b""
        if not data:
            raise Refused("ファイルをえらんでください。空のファイルは読めません。")
        return data

    def _tutor(self) -> Tutor:
        found = [one for one in self.tutors if one.person.code == self.values.get("tutor")]
        if not found:
            raise Refused("だれのカレンダーか、学生講師をえらんでください。")
        return found[0]

    def _term(self) -> Term:
        found = [one for one in self.terms if str(one.id) == self.values.get("term")]
        if not found:
            raise Refused("いつの学期か、えらんでください。")
        return found[0]

    def _time(self, name: str) -> time:
        return written_time.clock_time(self.values.get(name, ""))
