"""What is typed about a city's reminders: NAME-active, NAME-days and NAME-wall for each."""

from collections.abc import Iterable

from flask_babel import gettext

from tutor.errors import Refused
from tutor.reminders.rules import AFTERWARDS, SHIPPED, Reminder
from tutor.web.intake_form import Form
from tutor.written_time import clock_time


class ReminderForm(Form):
    @classmethod
    def of(cls, reminders: Iterable[Reminder]) -> "ReminderForm":
        values: dict[str, str] = {}
        for one in reminders:
            values |= {
                f"{one.name}-active": "1" if one.active else "",
                f"{one.name}-days": str(one.days),
                f"{one.name}-wall": f"{one.wall.hour}:{one.wall.minute:02}",
            }
        return cls(values)

    def reminders(self) -> list[Reminder]:
        """All of them, or fewer and a sentence for each field that is wrong."""
        return [made for one in SHIPPED if (made := self._reminder(one)) is not None]

    def _reminder(self, shipped: Reminder) -> Reminder | None:
        name = shipped.name
        days = self.take(f"{name}-days", _days, self.values.get(f"{name}-days", ""), shipped)
        wall = self.take(f"{name}-wall", clock_time, self.values.get(f"{name}-wall", ""))
        if days is None or wall is None:
            return None
        active = self.values.get(f"{name}-active") == "1"
        return self.take(f"{name}-wall", shipped.changed, days=days, wall=wall, active=active)

    @property
    def tables(self) -> list[tuple[bool, list[tuple[Reminder, str, str]]]]:
        """(is it after the lesson, its rows)"""
        rows = [(one, *words(one.name)) for one in SHIPPED]
        after = [row for row in rows if row[0].whom in AFTERWARDS]
        return [(False, [row for row in rows if row not in after]), (True, after)]


def words(name: str) -> tuple[str, str]:
    """What a reminder is called, and who gets it."""
    return {
        "first": (gettext("はじめのお知らせ"), gettext("レッスンに来る方、みなさんに。")),
        "day_before": (
            gettext("近くなってからのお知らせ"),
            gettext("SMSが届く方と、事務局から電話する方に。"),
        ),
        "evening": (
            gettext("夕方の自動の電話"),
            gettext(
                "固定電話の方に。夕方は家にいる方が多いからです。使わないときは、上と同じ時刻に電話します。"
            ),
        ),
        "third": (
            gettext("当日の朝のお知らせ"),
            gettext("この半年に、レッスンに来られなかったことのある方に。"),
        ),
        "tutors": (gettext("担当の学生へのお知らせ"), gettext("そのレッスンに行く学生に。")),
        "question": (
            gettext("レッスンのあとの質問"),
            gettext("レッスンに来た方に、一度だけ。どうだったかを聞きます。"),
        ),
        "homework_1": (
            gettext("宿題のお知らせ（1回め）"),
            gettext("宿題がまだの方に。次のレッスンが始まるまで。"),
        ),
        "homework_2": (gettext("宿題のお知らせ（2回め）"), gettext("宿題がまだの方に。")),
        "homework_3": (gettext("宿題のお知らせ（3回め）"), gettext("宿題がまだの方に。")),
        "homework_4": (gettext("宿題のお知らせ（4回め）"), gettext("宿題がまだの方に。")),
    }[name]


def _days(typed: str, shipped: Reminder) -> int:
    if shipped.fewest == shipped.most:
        return shipped.days
    plain = typed.strip()
    if not (plain.isdecimal() and len(plain) <= 4):
        raise Refused("日数は、3 のように数で入れてください。")
    return int(plain)
