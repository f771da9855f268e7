"""Timetables of tutors: a table of hours, or a student's own calendar (.ics)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from tutor.actor import Actor
from tutor.availability import actions, calendar_file, from_calendar, queries, sheet
from tutor.availability.from_calendar import Offered, Timetable
from tutor.availability.models import DayKind, Term
from tutor.availability.sheet import HoursValues
from tutor.errors import Refused
from tutor.imports.checked import SHOWN, Checked, Parsed, Progress
from tutor.imports.people_list import faults
from tutor.local_time import local_date
from tutor.office.models import Municipality
from tutor.people import queries as people
from tutor.people.lists.sheet import numbers
from tutor.people.models import Tutor
from tutor.people.names import fold
from tutor.sentences import WEEKDAYS, Counted, Said, together
from tutor.table_files.cells import plain
from tutor.table_files.reading import sheets
from tutor.table_files.rows import Row, Tables, tables

HEADINGS = (Said("学生講師"), Said("学期"), Said("来られる時間"))
Slot = tuple[int, time, time]


def read(data: bytes, *, today: date, said: Progress, options: Mapping[str, str]) -> Parsed:
    if calendar_file.is_calendar(data):
        return _calendar(data, options)
    found = tables(sheets(data), sheet.HEADINGS, needed=sheet.NEEDED)
    rows = list(found.rows())
    said(len(rows), len(rows))
    return HoursTable(found, [(row, sheet.read(row)) for row in rows])


def calendar_options(
    tutor: Tutor, term: Term, *, begins: time, ends: time, weekdays: Iterable[int]
) -> dict[str, str]:
    """What a calendar does not say itself: whose, for which term, and when they would come at all."""
    return {
        "tutor": tutor.person.code,
        "term": str(term.id),
        "first": term.starts_on.isoformat(),
        "last": term.ends_on.isoformat(),
        "begins": begins.isoformat(),
        "ends": ends.isoformat(),
        "weekdays": "".join(str(day) for day in sorted(set(weekdays))),
    }


def _calendar(data: bytes, options: Mapping[str, str]) -> "OwnCalendar":
    if "tutor" not in options:
        raise Refused("カレンダー（.ics）のときは、どの学生のものか、いつの学期かを選んでください。")
    first, last = date.fromisoformat(options["first"]), date.fromisoformat(options["last"])
    offered = Offered(
        time.fromisoformat(options["begins"]),
        time.fromisoformat(options["ends"]),
        frozenset(int(day) for day in options["weekdays"]),
    )
    busy = calendar_file.busy(data, first=first, last=last)
    planned = from_calendar.timetable(busy, offered=offered, first=first, last=last)
    return OwnCalendar(options["tutor"], int(options["term"]), planned)


@dataclass
class Hours:
    """What one tutor gives for one term."""

    tutor: Tutor
    term: Term
    slots: list[Slot]
    timetable: Timetable | None = None
    term_is_new: bool = False

    def is_unchanged(self) -> bool:
        if self.term_is_new or queries.slots(self.tutor.person_id, self.term.id) != self.slots:
            return False
        if self.timetable is None:
            return True
        kept = queries.lectures(self.tutor.person_id, self.term)
        return kept == {
            DayKind.OFF: sorted(self.timetable.off, key=str),
            DayKind.EXTRA: sorted(self.timetable.extra, key=str),
        }

    def is_new(self) -> bool:
        return self.term_is_new or not queries.slots(self.tutor.person_id, self.term.id)

    def store(self, by: Actor, now: datetime) -> None:
        actions.set_weekly_hours(self.tutor, term=self.term, hours=self.slots, by=by, now=now)
        if self.timetable is not None:
            actions.set_lectures(
                self.tutor, term=self.term, off=self.timetable.off, extra=self.timetable.extra, by=by, now=now
            )

    def shown(self) -> list[str | Said]:
        spans = [
            Said("%(day)s %(hours)s", day=WEEKDAYS[day], hours=f"{begins:%H:%M}-{ends:%H:%M}")
            for day, begins, ends in self.slots
        ]
        days = len(self.timetable.off) + len(self.timetable.extra) if self.timetable else 0
        different = [Counted("ちがう日 %(num)d", days)] if days else []
        several = together(*spans, *different)
        return [self.tutor.person.name, self.term.name, several]


def _checked(found: Sequence[Hours], checked: Checked) -> Checked:
    unchanged = [one for one in found if one.is_unchanged()]
    rest = [one for one in found if one not in unchanged]
    checked.unchanged = len(unchanged)
    checked.new = sum(one.is_new() for one in rest)
    checked.changed = len(rest) - checked.new
    checked.headings, checked.rows = HEADINGS, [one.shown() for one in rest[:SHOWN]]

    def store(by: Actor, now: datetime) -> None:
        for term in {id(one.term): one.term for one in rest if one.term_is_new}.values():
            actions.begin_term(term, by=by, now=now)
        for one in rest:
            one.store(by, now)

    checked.store = store
    return checked


@dataclass
class OwnCalendar:
    code: str
    term_id: int
    timetable: Timetable

    def against(self, city: Municipality, *, by: Actor, now: datetime) -> Checked:
        found = [one for one in people.tutors_not_gone(local_date(now)) if one.person.code == self.code]
        if not found:
            raise Refused("学生講師が見つかりません。えらび直してください。")
        term = queries.term(self.term_id)
        if term is None:
            raise Refused("学期が見つかりません。えらび直してください。")
        return _checked([Hours(found[0], term, list(self.timetable.weekly), self.timetable)], Checked())


@dataclass
class HoursTable:
    tables: Tables
    rows: list[tuple[Row, HoursValues]]

    def against(self, city: Municipality, *, by: Actor, now: datetime) -> Checked:
        if not self.rows:
            raise Refused("見出しの下に、時間が一つも入っていません。")
        tutors, terms = people.tutors_not_gone(local_date(now)), _Terms(local_date(now))
        groups: dict[tuple[int, str], list[tuple[Row, HoursValues]]] = {}
        whose: dict[tuple[int, str], tuple[Tutor, Term]] = {}
        for row, one in self.rows:
            tutor = row.take("tutor", _tutor, row, tutors)
            term = row.take("term", terms.of, one)
            if tutor and term:
                key = tutor.person_id, term.name
                whose[key] = tutor, term
                groups.setdefault(key, []).append((row, one))
        for rows in groups.values():
            sheet.refuse_overlaps(rows)
        hours = [
            Hours(*whose[key], sheet.slots(one for _, one in rows), term_is_new=whose[key][1] in terms.made)
            for key, rows in groups.items()
        ]
        checked = Checked(
            faults=faults(self.tables, [row for row, _ in self.rows]),
            unread=[*self.tables.unread, *self.tables.unread_sheets],
        )
        return _checked(hours, checked)


def _tutor(row: Row, tutors: Sequence[Tutor]) -> Tutor:
    """By name or reading; the number decides between two of one name."""
    name, reading = plain(row.text("tutor")), fold(row.text("reading") or row.text("tutor"))
    e164s = {one.e164 for one in numbers(row.texts("telephone"))}
    found = [one for one in tutors if plain(one.person.name) == name or one.person.reading_folded == reading]
    if len(found) > 1 and e164s:
        found = [one for one in found if e164s & {c.contact_point.e164 for c in one.person.contacts}]
    if not found:
        raise Refused("この名前の学生講師はいません。先に名簿を取り込むか、名前を直してください。")
    if len(found) > 1:
        raise Refused("同じ名前の学生講師が何人かいます。電話番号の列を足してください。")
    return found[0]


class _Terms:
    """Those we have, and those that the file names with their first and last day."""

    def __init__(self, today: date) -> None:
        self.made: list[Term] = []
        self.coming = queries.terms_after(today)
        self.by_name = {plain(one.name): one for one in queries.terms_after(date.min)}

    def of(self, one: HoursValues) -> Term:
        if not one.term:
            if len(self.coming) == 1:
                return self.coming[0]
            raise Refused("学期の名前を入れてください。")
        known = self.by_name.get(plain(one.term))
        if known is not None and one.term_days in (None, (known.starts_on, known.ends_on)):
            return known
        if known is not None:
            raise Refused(
                "「%(term)s」は、%(first)sから%(last)sまでの学期です。日にちを直すか、別の名前にしてください。",
                term=known.name,
                first=known.starts_on.isoformat(),
                last=known.ends_on.isoformat(),
            )
        if one.term_days is None:
            raise Refused(
                "学期「%(term)s」はまだありません。「学期の初日」と「学期の最終日」の列を足してください。",
                term=one.term,
            )
        made = Term(name=one.term, starts_on=one.term_days[0], ends_on=one.term_days[1])
        self.by_name[plain(one.term)] = made
        self.made.append(made)
        return made
