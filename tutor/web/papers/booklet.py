"""A course bound as a booklet: cover, contents, the units of all its lessons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tutor.courses.queries import dates_of_course
from tutor.curriculum.content import Course, Curriculum, Unit
from tutor.errors import nothing_here
from tutor.lessons.models import Lesson
from tutor.people.models import Learner
from tutor.web.papers.handouts import Handout, language_of, material, of_unit, phone_of
from tutor.web.papers.wanted import Wanted


@dataclass(frozen=True)
class Booklet:
    """`lessons`: the units of each lesson; `dates` where it belongs to a class."""

    title: str
    lessons: tuple[tuple[Handout, ...], ...]
    dates: Sequence[Lesson]
    language: str

    @property
    def units(self) -> list[Handout]:
        """Each once, also where two lessons take it."""
        return list({one.unit.key: one for lesson in self.lessons for one in lesson}.values())

    @property
    def phone(self) -> str:
        return self.units[0].phone


def booklet(wanted: Wanted, learner: Learner | None, class_: Lesson | None) -> Booklet:
    found = material(wanted, learner)
    title, lessons = _course(found, wanted.course) if wanted.course else _whole(found)
    phone, language = phone_of(wanted, learner), language_of(wanted, learner)
    drawn = [tuple(of_unit(unit, phone=phone, language=language) for unit in units) for units in lessons]
    return Booklet(title, tuple(drawn), dates_of_course(class_) if class_ else (), language)


def _course(found: Curriculum, key: str) -> tuple[str, list[list[Unit]]]:
    course = next((one for one in found.courses if one.key == key), None)
    if course is None:
        raise nothing_here()
    return course.title, list(_units_of(course, found))


def _units_of(course: Course, found: Curriculum) -> Iterable[list[Unit]]:
    by_key = {unit.key: unit for unit in found.units}
    return ([by_key[key] for key in lesson] for lesson in course.lessons)


def _whole(found: Curriculum) -> tuple[str, list[list[Unit]]]:
    return found.title, [list(found.units)]
