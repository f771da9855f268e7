"""`flask curricula check`: what is there, what must be looked at again, what a town still has to write."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

import click

from tutor import clock
from tutor.cli import links
from tutor.cli.content import curricula, folder, read_all, size
from tutor.curriculum.blanks import open_blanks
from tutor.curriculum.content import Curriculum
from tutor.curriculum.reader import CurriculumError, Problem
from tutor.curriculum.writing.advice import advice
from tutor.curriculum.writing.hard_words import Words
from tutor.curriculum.writing.lines import units_written
from tutor.curriculum.writing.links import links_of
from tutor.curriculum.writing.words_file import WORDS, read_words
from tutor.local_time import local_date

__all__ = ["curricula"]


@curricula.command()
@click.option("--links", "ask", is_flag=True, help="Open every link; this needs the internet.")
def check(ask: bool) -> None:
    """Name every mistake with its file and line, or say what is there. Changes nothing.

    What a reader would stumble over comes last; it keeps nobody from loading.
    """
    words, today = _words(), local_date(clock.now())
    for read, files in read_all():
        again = advice(read, files, words)
        again += links.unanswered(links_of(units_written(read, files))) if ask else []
        said = [f"{read.key}: {size(read)}", *variants(read), *beside(read), *dated(read, today)]
        click.echo("\n".join([*said, *waiting(read), *_listed(read.key, again)]))


def _words() -> Words:
    path = folder() / WORDS
    try:
        return read_words({WORDS: path.read_bytes()} if path.exists() else {})
    except CurriculumError as error:
        raise click.ClickException("\n".join(_places("", error.problems))) from error


def variants(read: Curriculum) -> list[str]:
    """In how many ways its pages are shown."""
    own = sum(bool(page.steps) for unit in read.units for page in unit.pages)
    languages = Counter(language for unit in read.units for language in unit.languages[1:])
    by_language = [f"  {language}: {count} units" for language, count in sorted(languages.items())]
    return [*([f"  {own} pages with steps for each phone"] if own else []), *by_language]


def beside(read: Curriculum) -> Iterator[str]:
    for course in read.courses:
        yield f"  course {course.key}: {len(course.lessons)} lessons"
    if pictures := {picture.hash for unit in read.units for picture in unit.pictures}:
        yield f"  {len(pictures)} pictures"


def dated(read: Curriculum, today: date) -> Iterator[str]:
    """What must be looked at again, the soonest first; what is overdue says so."""
    facts = sorted((fact.check_again_by, unit.key, fact.text) for unit in read.units for fact in unit.ages)
    if facts:
        yield f"  {len(facts)} dates to check again"
    for day, key, text in facts:
        yield f"  {'overdue since' if day < today else 'check again by'} {day} {key} {text}".rstrip()


def waiting(read: Curriculum) -> Iterator[str]:
    for unit, blanks in open_blanks(read):
        yield f"  for the town to write: {unit.key} {'、'.join(blanks)}"


def _listed(key: str, problems: list[Problem]) -> list[str]:
    if not problems:
        return []
    return [f"  {len(problems)} to look at, which keep nobody from loading:", *_places(f"  {key}/", problems)]


def _places(before: str, problems: Iterable[Problem]) -> list[str]:
    return [f"{before}{file}:{line}: {sentence}" for file, line, sentence in problems]
