"""`flask levels` counts, and names nobody."""

from tests import make
from tests.curriculum.plain_content import two_stages
from tutor.actor import WORKER
from tutor.curriculum.actions import publish
from tutor.database import db
from tutor.learning.actions import enrol, mark
from tutor.learning.rules import MarkSource


def test_learners_are_counted_by_city_and_stage(app, database):
    with app.app_context():
        publish(two_stages(), by=WORKER, now=make.NOW)
        city, _ = make.municipality(name="一関市"), make.municipality(name="平泉町")
        for n in range(3):
            one = make.learner(city)
            enrol(one, curriculum_key="small", by=WORKER, now=make.NOW)
            for key in ("tap", "home") if n else ():
                press, seen = f"{n} {key}", {"source": MarkSource.TUTOR, "lesson": None}
                mark(one, skill_key=key, value=3, by=WORKER, now=make.NOW, client_key=press, **seen)
        db.session.commit()
    said = app.test_cli_runner().invoke(args=["levels"]).output

    assert said.splitlines() == [
        "一関市: 3 learners, before the first stage: 1",
        "  stage 0: 2",
        "平泉町: 0 learners, before the first stage: 0",
    ]
