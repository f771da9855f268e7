"""Two tutors change the plan of their lesson at the same moment: one is heard, and the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from tests import make
from tests.curriculum.plain_content import curriculum, skill, unit
from tutor.actor import WORKER, Role
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.errors import Refused
from tutor.learning import planning
from tutor.lessons import queries
from tutor.people.models import Person

KEYS = ("one", "two", "three", "four", "five")
CONTENT = curriculum(
    tuple(skill(key) for key in KEYS), units=tuple(unit(f"u-{key}", n, key) for n, key in enumerate(KEYS))
)


def test_one_of_two_swaps_of_the_same_unit_is_kept_and_the_other_told(app, database):
    publish(CONTENT, by=WORKER, now=make.NOW)
    pair = (make.tutor(), make.tutor())
    code = make.lesson(pair, (make.learner(),), starts_at=make.NOW + timedelta(days=1)).code
    people = [one.person_id for one in pair]
    db.session.commit()
    db.session.remove()
    together = Barrier(2)

    def press(tutor: int, new: str) -> str:
        with app.app_context():
            together.wait(30)
            by = make.actor(Role.TUTOR, who=db.session.get(Person, tutor))
            lesson, newest = queries.lesson(code, actor=by), curricula.newest("small")
            try:
                planning.swap(lesson, old="u-two", new=new, beginning=newest, by=by, now=make.NOW)
                db.session.commit()
            except Refused as why:
                db.session.rollback()
                return str(why)
            return ""

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(press, people, ("u-four", "u-five")))

    assert said[0] == ""
    assert "たった今変わりました" in said[1]
    lesson = queries.lesson(code, actor=make.actor(Role.COORDINATOR))
    kept = planning.plan(lesson, beginning=curricula.newest("small"), now=make.NOW)
    assert [one.unit.key for one in kept.units] in (["u-one", new, "u-three"] for new in ("u-four", "u-five"))
