"""The next lesson in a learner's words."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from tutor.lessons.models import Lesson
from tutor.lessons.notices import place_of
from tutor.local_time import local_date
from tutor.people.models import Learner, Person, PhoneKind
from tutor.web.dates import long_date, spoken_time, weekday
from tutor.web.saying import say

NO_PHONE_YET = (PhoneKind.NONE, PhoneKind.UNKNOWN)


@dataclass(frozen=True)
class Coming:
    """What stands on the ticket."""

    lesson: Lesson
    learner: Learner
    now: datetime

    @property
    def day_big(self) -> str:
        return weekday(self.lesson.starts_at)

    @property
    def date_text(self) -> str:
        return long_date(self.lesson.starts_at)

    @property
    def time_text(self) -> str:
        start, end = spoken_time(self.lesson.starts_at), spoken_time(self.lesson.ends_at)
        return str(gettext("%(start)sから %(end)sまで", start=start, end=end))

    @property
    def place_text(self) -> str:
        return say(place_of(self.lesson))

    @property
    def way(self) -> list[str]:
        """To a hall; one's own door needs none."""
        venue = self.lesson.venue
        if venue is None:
            return []
        steps = [gettext("入口から席まで、段差はありません。")] if venue.step_free else []
        return [venue.address_with_town, *steps]

    @property
    def who(self) -> str:
        """Over the faces: in a hall nobody comes to the door."""
        return str(gettext("教える人")) if self.lesson.venue else ""

    @property
    def tutors(self) -> list[Person]:
        return [row.tutor.person for row in self.lesson.assigned]

    @property
    def bring(self) -> list[str]:
        card = gettext("この会員カード")
        if self.learner.phone_kind in NO_PHONE_YET:
            lent = self.lesson.venue is not None and self.lesson.venue.loan_phones
            return [gettext("スマホは、会場でお貸しします"), card] if lent else [card]
        return [gettext("充電したスマホ"), gettext("充電の線"), card]

    @property
    def state_text(self) -> str:
        """How near it is; further away the date says enough."""
        if self.lesson.starts_at <= self.now:
            return str(gettext("いま、レッスンの時間です。"))
        days = (local_date(self.lesson.starts_at) - local_date(self.now)).days
        return str({0: gettext("きょうです。"), 1: gettext("あしたです。")}.get(days, ""))
