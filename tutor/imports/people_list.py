"""A list of people: read, compared with whom we know, entered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tutor import phone
from tutor.actor import Actor
from tutor.errors import Refused
from tutor.imports.checked import REPORT_EVERY, SHOWN, Checked, Progress
from tutor.imports.homes import Towns
from tutor.office.models import Municipality
from tutor.people import queries
from tutor.people.lists import identity, sheet
from tutor.people.lists.entering import Entry, enter
from tutor.people.lists.households import same_address
from tutor.people.lists.identity import Identity
from tutor.people.lists.sheet import PersonValues
from tutor.people.models import Person, PhoneKind
from tutor.places import queries as places
from tutor.sentences import Said
from tutor.table_files.reading import sheets
from tutor.table_files.rows import Row, Tables, tables
from tutor.table_files.sheets import Fault

HEADINGS = (
    Said("お名前"),
    Said("ふりがな"),
    Said("種別"),
    Said("電話番号"),
    Said("住所"),
    Said("生まれた年"),
    Said("電話機"),
)

PHONES = {
    PhoneKind.IPHONE: Said("iPhone"),
    PhoneKind.ANDROID: Said("Android"),
    PhoneKind.RAKURAKU: Said("らくらくスマートフォン"),
    PhoneKind.NONE: Said("まだ持っていない"),
    PhoneKind.UNKNOWN: Said("わからない"),
}


def read(data: bytes, *, today: date, said: Progress, options: Mapping[str, str]) -> "PeopleList":
    found = tables(sheets(data), sheet.HEADINGS, needed=sheet.NEEDED, many=sheet.MANY)
    rows = list(found.rows())
    values = []
    for n, row in enumerate(rows):
        if n % REPORT_EVERY == 0:
            said(n, len(rows))
        values.append(sheet.read(row, today=today))
    return PeopleList(found, rows, values)


@dataclass
class PeopleList:
    tables: Tables
    rows: list[Row]
    values: list[PersonValues]

    def against(self, city: Municipality, *, by: Actor, now: datetime) -> Checked:
        entries = matched(self.rows, self.values, city, by=by)
        identities = [Identity.of_values(entry.values) for entry in entries]
        for n, first in enumerate(identity.first_same(identities)):
            if first != n:
                self.rows[n].refuse("name", _twice(self.rows[first]))
        if not self.rows:
            raise Refused("見出しの下に、1人も入っていません。1行に1人ずつ入れてください。")
        new = [entry for entry in entries if not entry.is_unchanged]
        shown = [_shown(entry) for entry in new[:SHOWN]]
        return Checked(
            new=len(new),
            unchanged=len(entries) - len(new),
            headings=HEADINGS,
            rows=shown,
            faults=faults(self.tables, self.rows),
            notes=[note for row, entry in zip(self.rows, entries, strict=True) for note in notes(row, entry)],
            unread=[*self.tables.unread, *self.tables.unread_sheets],
            store=lambda by, now: enter(entries, municipality_id=city.id, by=by, now=now),
        )


def matched(
    rows: Sequence[Row], values: Sequence[PersonValues], city: Municipality, *, by: Actor
) -> list[Entry]:
    """With the town of each home, and the person if we know one. A town that is not there is a fault."""
    towns = Towns(places.towns(city.id), city.name)
    values = [towns.shortened(one) for one in values]
    identities = [Identity.of_values(one) for one in values]
    alike: dict[str, list[Person]] = defaultdict(list)
    for person in queries.by_readings((one.reading for one in identities), actor=by):
        alike[person.reading_folded].append(person)
    entries = []
    for row, one, who in zip(rows, values, identities, strict=True):
        located = row.take("town" if one.home.town else "address", towns.of, one.home)
        entries.append(Entry(one, located, identity.known(who, alike[who.reading])))
    return entries


def faults(found: Tables, rows: Iterable[Row]) -> list[Fault]:
    """In the order of the file, and of its columns: C3 before AA3."""
    in_order = (sorted(row.faults, key=lambda one: (len(one.place), one.place)) for row in rows)
    return [*found.faults, *(fault for faults_ in in_order for fault in faults_)]


def _twice(first: Row) -> Refused:
    return Refused("%(line)d行目の方と同じ方です。1人を1行にしてください。", line=first.line.number)


def _shown(entry: Entry) -> list[str | Said]:
    one = entry.values
    return [
        f"{one.name.family} {one.name.given}".strip(),
        f"{one.name.family_reading} {one.name.given_reading}".strip(),
        Said("学生講師") if one.tutor else Said("受講者"),
        "、".join(phone.shown(number.e164) for number in one.numbers),
        one.home.written,
        str(one.born_year or ""),
        PHONES[one.phone_kind],
    ]


def notes(row: Row, entry: Entry) -> list[Fault]:
    """Where the list and what we have differ: said, never overwritten."""
    person, one = entry.person, entry.values
    if person is None:
        return []
    home = person.household.address if person.household else ""
    moved = one.home.written if same_address(home) != same_address(one.home.written) else ""
    pairs = (
        ("name", person.name.replace(" ", ""), one.name.family + one.name.given),
        ("born", person.born_year, one.born_year),
        ("address", home, moved),
    )
    return [
        row.remark(name, Refused("登録では「%(ours)s」です。取り込みでは変えません。", ours=str(ours or "")))
        for name, ours, theirs in pairs
        if theirs and ours != theirs
    ]
