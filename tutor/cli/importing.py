"""`flask import`: lists that an office keeps, looked at first, then taken in."""

from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from config import Settings
from tutor import clock, written_time
from tutor.availability import queries as availability
from tutor.cli.founding import the_city
from tutor.cli.match import sentences
from tutor.database import begin_reading, db
from tutor.imports import samples, waiting, working
from tutor.imports.actions import Handed
from tutor.imports.checked import Checked, Kind
from tutor.imports.timetables import calendar_options
from tutor.jobs.work import Report, Stop
from tutor.local_time import local_date
from tutor.people.queries import tutors_not_gone
from tutor.sentences import Said
from tutor.table_files.sheets import Fault

import_ = AppGroup("import", help="Take in lists of people, timetables and requests: Excel, CSV.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
CITY = click.option("--city", "code5", required=True, help="five-digit code of the city they belong to")
YES = click.option("--yes", is_flag=True, help="take it in without asking")


@import_.command()
@click.argument("file", type=FILE)
@CITY
@YES
@with_appcontext
def people(file: Path, code5: str, yes: bool) -> None:
    """Learners and tutors from FILE."""
    take_in(Kind.PEOPLE, file, code5, yes)


@import_.command()
@click.argument("file", type=FILE)
@CITY
@YES
@with_appcontext
def requests(file: Path, code5: str, yes: bool) -> None:
    """Requests for visits, and whoever asks, from FILE."""
    take_in(Kind.REQUESTS, file, code5, yes)


@import_.command()
@click.argument("file", type=FILE)
@CITY
@YES
@click.option("--tutor", help="only for a calendar (.ics): the number of the tutor whose it is")
@click.option("--term", help="only for a calendar: the name of the term")
@click.option("--from", "begins", default="9:00", show_default=True, help="from when the tutor would come")
@click.option("--until", "ends", default="18:00", show_default=True, help="until when")
@click.option("--weekdays", default="月～金", show_default=True)
@with_appcontext
def timetables(file: Path, code5: str, yes: bool, tutor: str | None, **calendar: str) -> None:
    """When tutors can come: a table of hours, or a tutor's own calendar (.ics), from FILE."""
    with sentences():
        options = calendar_of(tutor, **calendar) if tutor else {}
    take_in(Kind.TIMETABLES, file, code5, yes, options)


def calendar_of(code: str, *, term: str, begins: str, ends: str, weekdays: str) -> dict[str, str]:
    begin_reading(True)
    today = local_date(clock.now())
    tutors = [one for one in tutors_not_gone(today) if one.person.code == code]
    terms = [one for one in availability.terms_after(today) if one.name == term]
    if not tutors or not terms:
        raise click.ClickException("No such tutor, or no such term: give --tutor NUMBER and --term NAME.")
    options = calendar_options(
        tutors[0],
        terms[0],
        begins=written_time.clock_time(begins),
        ends=written_time.clock_time(ends),
        weekdays=written_time.weekdays(weekdays),
    )
    db.session.rollback()
    return options


@import_.command()
@click.argument("kind", type=click.Choice([kind.value for kind in samples.MAKERS]))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--town", default=samples.TOWN, show_default=True, help="a town that the city has")
def sample(kind: str, out: Path, town: str) -> None:
    """Write an Excel file to begin with to OUT."""
    out.write_bytes(samples.sample(Kind(kind), town=town))
    click.echo(f"{out} is written.")


def take_in(kind: Kind, file: Path, code5: str, yes: bool, options: dict[str, str] | None = None) -> None:
    with sentences():
        begin_reading(True)
        handed = Handed("", kind, the_city(code5).id, options or {})
        db.session.rollback()
        by = working.coordinator(handed, None)
        parsed = working.read(file.read_bytes(), handed, say)
        checked = working.compare(parsed, handed, by=by)
        show(checked)
        if not checked.new and not checked.changed:
            click.echo("Nothing new.")
        elif yes or click.confirm("Take it in?"):
            click.echo(working.done(working.store(parsed, handed, by=by)))


def show(checked: Checked) -> None:
    """What would be stored; with faults, the list of them and exit code 1."""
    if checked.faults:
        for fault in checked.faults:
            click.echo(line(fault))
        raise click.ClickException(f"{len(checked.faults)} cells to mend; nothing is taken in.")
    for row in (checked.headings, *checked.rows):
        click.echo(" | ".join(str(one) for one in row))
    for note in checked.notes:
        click.echo(line(note))
    if checked.unread:
        click.echo(f"not read: {', '.join(checked.unread)}")
    click.echo(f"new {checked.new}, changed {checked.changed}, unchanged {checked.unchanged}")


def line(fault: Fault) -> str:
    return f"{fault.place} {fault.heading} 「{fault.value}」 {fault.why}"


def say(done: int, total: int, sentence: Said) -> None:
    click.echo(f"{done:>5}/{total}  {sentence}", err=True)


def check_file(arguments: dict[str, Any], report: Report, _stop: Stop) -> Said:
    return working.check_file(where(), arguments, report)


def store_file(arguments: dict[str, Any], report: Report, _stop: Stop) -> Said:
    return working.store_file(where(), arguments, report)


def where() -> Path:
    settings: Settings = current_app.extensions["settings"]
    return waiting.folder(settings.instance)
