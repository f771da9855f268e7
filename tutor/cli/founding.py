"""`flask office`: what must be there before anybody can sign in."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import AppGroup
from sqlalchemy import select

from tutor import clock
from tutor.access.actions import set_password
from tutor.actor import WORKER, Role
from tutor.database import db
from tutor.errors import Refused
from tutor.local_time import fiscal_year, local_date
from tutor.office.actions import agree_programme, found_municipality
from tutor.office.models import Municipality
from tutor.people.actions import Name, enter_person, grant
from tutor.people.models import Person
from tutor.people.search_keys import rebuild

office = AppGroup("office", help="Enter cities, contracts and the first people.")
STAFF = [Role.COORDINATOR.value, Role.RECEPTION.value, Role.OFFICER.value]


@office.command()
@click.argument("code5")
@click.argument("name")
@click.argument("reading")
@click.option("--telephone", required=True, help="the office's own, printed on every page")
@click.option("--hours", default="平日 9時から17時", show_default=True)
def municipality(code5: str, name: str, reading: str, telephone: str, hours: str) -> None:
    """Enter a city by its five-digit code."""
    with saying():
        found_municipality(
            code5,
            name=name,
            reading=reading,
            telephone=telephone,
            hours=hours,
            by=WORKER,
            now=clock.now(),
        )
    click.echo(f"{name} is entered.")


@office.command()
@click.argument("code5")
@click.argument("name")
@click.argument("visits", type=click.IntRange(0, 1_000_000))
@click.option("--funder", default="市", show_default=True)
@click.option("--year", type=click.IntRange(2000, 2100), help="fiscal year; this one if left out")
def programme(code5: str, name: str, visits: int, funder: str, year: int | None) -> None:
    """Enter the contract that pays: how many visits are agreed."""
    with saying():
        agree_programme(
            the_city(code5),
            fiscal_year=year or fiscal_year(local_date(clock.now())),
            name=name,
            funder=funder,
            visits_agreed=visits,
            by=WORKER,
            now=clock.now(),
        )
    click.echo(f"{name}: {visits} visits.")


@office.command()
@click.argument("role", type=click.Choice(STAFF))
@click.argument("family")
@click.argument("given")
@click.option("--city", "code5", help="five-digit code; without it, a coordinator of all cities")
def staff(role: str, family: str, given: str, code5: str | None) -> None:
    """Enter somebody of the staff; prints the number and the password once."""
    if code5 is None and role != Role.COORDINATOR:
        raise click.ClickException("Reception and officers belong to one city: add --city CODE5.")
    password = secrets.token_urlsafe(9)
    with saying():
        now = clock.now()
        person = enter_person(Name(family, given), household=None, by=WORKER, now=now)
        city = the_city(code5) if code5 else None
        grant(person, Role(role), municipality_id=city.id if city else None, by=WORKER, now=now)
        set_password(person, password, by=WORKER, now=now)
        number = person.code
    click.echo(f"number {number}  password {password}")


@contextmanager
def saying() -> Iterator[None]:
    """Commits; a refusal becomes one sentence, and nothing is kept."""
    try:
        yield
    except Refused as why:
        db.session.rollback()
        raise click.ClickException(str(why)) from why
    db.session.commit()


def the_city(code5: str) -> Municipality:
    found = db.session.scalar(select(Municipality).where(Municipality.code5 == code5))
    if found is None:
        raise Refused("市町村コード %(code)s は、まだ登録されていません。", code=code5)
    return found


@office.command("search-keys")
def search_keys() -> None:
    """Make again what the search box finds people by, after rows were written past the programme."""
    ids = db.session.scalars(select(Person.id)).all()
    rebuild(ids)
    db.session.commit()
    click.echo(f"{len(ids)} people can be found.")
