"""A list of requests: whoever asks is found or entered, and each request taken once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tutor.actor import Actor, Role
from tutor.errors import Refused
from tutor.imports.checked import REPORT_EVERY, SHOWN, Checked, Progress
from tutor.imports.people_list import faults, matched, notes
from tutor.local_time import local_date
from tutor.office import queries as office
from tutor.office.models import Municipality, Programme
from tutor.people.lists import identity
from tutor.people.lists.entering import Entry, enter
from tutor.people.lists.identity import Identity
from tutor.places import queries as places
from tutor.places.models import Venue
from tutor.sentences import WEEKDAYS, Said, together
from tutor.table_files.cells import plain
from tutor.table_files.reading import sheets
from tutor.table_files.rows import Row, Tables, tables
from tutor.visit_requests import actions, queries, sheet
from tutor.visit_requests.actions import Asked
from tutor.visit_requests.models import Origin
from tutor.visit_requests.rules import MOST_PEOPLE, HalfDay
from tutor.visit_requests.sheet import RequestValues

HEADINGS = (
    Said("お名前"),
    Said("ふりがな"),
    Said("場所"),
    Said("できるようになりたいこと"),
    Said("来てほしい日"),
    Said("長さ"),
)


@dataclass
class Group:
    """One request: the rows of one group, or a row alone."""

    rows: list[Row]
    values: list[RequestValues]

    @property
    def first(self) -> RequestValues:
        return self.values[0]


def read(data: bytes, *, today: date, said: Progress, options: Mapping[str, str]) -> "RequestsList":
    found = tables(sheets(data), sheet.HEADINGS, needed=sheet.NEEDED, many=sheet.MANY)
    rows = list(found.rows())
    groups: dict[str, Group] = {}
    for n, row in enumerate(rows):
        if n % REPORT_EVERY == 0:
            said(n, len(rows))
        key = plain(row.text("group")) or f"row {n}"
        group = groups.setdefault(key, Group([], []))
        group.values.append(sheet.read(row, today=today, is_first=not group.rows))
        group.rows.append(row)
    return RequestsList(found, list(groups.values()))


@dataclass
class RequestsList:
    tables: Tables
    groups: list[Group]

    def against(self, city: Municipality, *, by: Actor, now: datetime) -> Checked:
        if not self.groups:
            raise Refused("見出しの下に、申込が一つも入っていません。")
        rows = [row for group in self.groups for row in group.rows]
        entries = _shared(
            matched(rows, [one.person for group in self.groups for one in group.values], city, by=by)
        )
        office_ = _Office(city, by, local_date(now))
        rest = iter(entries)
        wanted = [office_.wanted(group, [next(rest) for _ in group.rows]) for group in self.groups]
        _refuse_twice(wanted)
        known = queries.known_forms([one.key for one in wanted])
        new = [one for one in wanted if one.key not in known]
        return Checked(
            new=len(new),
            unchanged=len(wanted) - len(new),
            headings=HEADINGS,
            rows=[_shown(one) for one in new[:SHOWN]],
            faults=faults(self.tables, rows),
            notes=[note for row, entry in zip(rows, entries, strict=True) for note in notes(row, entry)],
            unread=[*self.tables.unread, *self.tables.unread_sheets],
            store=lambda by, now: _store(new, city, by, now),
        )


@dataclass
class Wanted:
    group: Group
    entries: list[Entry]
    programme: Programme | None
    venue: Venue | None
    key: str

    def asked(self) -> Asked:
        """After the people were entered."""
        first = self.group.first
        if self.programme is None:
            raise ValueError("a request without a programme was not refused")
        return Asked(
            form_key=self.key,
            programme=self.programme,
            people=[entry.person for entry in self.entries if entry.person],
            phone_kind=first.person.phone_kind,
            goal=first.goal,
            wishes=first.wishes,
            household=None if self.venue else self.entries[0].home,
            venue=self.venue,
            why_home=first.why_home,
            note=first.note,
            wants_woman=first.wants_woman,
            minutes=first.minutes,
            origin=Origin.FILE,
        )


class _Office:
    """The city's programmes and venues, loaded once for a whole file."""

    def __init__(self, city: Municipality, by: Actor, today: date) -> None:
        self.city = city
        running = office.running_programmes(by, Role.COORDINATOR, today=today)
        self.programmes = [one for one in running if one.municipality_id == city.id]
        self.venues = {plain(one.name): one for one in places.venues(city.id)}

    def wanted(self, group: Group, entries: list[Entry]) -> Wanted:
        row, first = group.rows[0], group.first
        if len(group.rows) > MOST_PEOPLE:
            row.refuse("group", Refused("一つの申込は、%(most)d人までにしてください。", most=MOST_PEOPLE))
        programme = row.take("programme", self._programme, first.programme)
        venue = row.take("venue", self._venue, first.venue)
        known_home = entries[0].person is not None and entries[0].person.household is not None
        if not (first.venue or first.person.home.written or known_home):
            row.refuse("address", Refused("うかがう場所がありません。住所か会場を入れてください。"))
        people = [Identity.of_values(entry.values) for entry in entries]
        return Wanted(group, entries, programme, venue, sheet.form_key(self.city.id, first, people))

    def _programme(self, name: str) -> Programme:
        if not self.programmes:
            raise Refused(
                "%(city)sで今日使える事業がありません。先に事業を登録してください。", city=self.city.name
            )
        found = [one for one in self.programmes if plain(one.name) == plain(name)]
        if not name and len(self.programmes) == 1:
            return self.programmes[0]
        if not found:
            names = [one.name for one in self.programmes]
            raise Refused("事業の名前を入れてください。今日使えるのは、%(names)s です。", names=names)
        return found[0]

    def _venue(self, name: str) -> Venue | None:
        if name and plain(name) not in self.venues:
            names = [one.name for one in self.venues.values()]
            raise Refused(
                "会場「%(name)s」は登録されていません。登録されているのは、%(names)s です。",
                name=name,
                names=names,
            )
        return self.venues.get(plain(name))


def _shared(entries: list[Entry]) -> list[Entry]:
    """Who stands in several rows is one entry, and so entered once."""
    first = identity.first_same([Identity.of_values(entry.values) for entry in entries])
    return [entries[n] for n in first]


def _refuse_twice(wanted: Sequence[Wanted]) -> None:
    seen: dict[str, Wanted] = {}
    for one in wanted:
        first = seen.setdefault(one.key, one)
        if first is not one:
            line = first.group.rows[0].line.number
            one.group.rows[0].refuse(
                "name", Refused("%(line)d行目の申込と同じです。どちらかを消してください。", line=line)
            )


def _store(new: Sequence[Wanted], city: Municipality, by: Actor, now: datetime) -> None:
    people = list({id(entry): entry for one in new for entry in one.entries}.values())
    enter(people, municipality_id=city.id, by=by, now=now, with_homes=True)
    actions.take_all([one.asked() for one in new], by=by, now=now)


def _shown(one: Wanted) -> list[str | Said]:
    first, names = one.group.first, [entry.values.name for entry in one.entries]
    return [
        "、".join(f"{name.family} {name.given}".strip() for name in names),
        "、".join(f"{name.family_reading} {name.given_reading}".strip() for name in names),
        one.venue.name if one.venue else first.person.home.written,
        first.goal,
        together(*(_half_day(wish) for wish in first.wishes)),
        str(first.minutes),
    ]


def _half_day(wish: HalfDay) -> Said:
    day = WEEKDAYS[wish.weekday or 0] if wish.day is None else wish.day
    return Said("%(day)s %(hours)s", day=day, hours=f"{wish.begins:%H:%M}-{wish.ends:%H:%M}")
