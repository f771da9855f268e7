"""What learners wrote at home stands on the page of the next lesson."""

import re

from tests import make
from tests.web.tutors import scene
from tutor.actor import WORKER
from tutor.curriculum import queries as curricula
from tutor.database import db, writing
from tutor.lessons.models import Lesson
from tutor.study.asking import ask


def asks(scene_, text="どこを押しますか", n=0) -> None:
    with scene_.app.app_context(), writing():
        lesson = db.session.query(Lesson).filter_by(code=scene_.lesson).one()
        learner = scene.in_order(lesson)[n].learner
        unit = curricula.unit("sumaho", "touch")
        ask(learner, unit, page=1, text=text, form_key=text, by=WORKER, now=make.NOW)
        db.session.commit()


def tap(scene_, page: str):
    address = re.search(r'action="(/tutor/lessons/\w+/questions/\w+)"', page)[1]
    fields = dict(re.findall(r'name="(answered|page)" value="(\w+)"', page))
    return scene_.client.post(address, data=fields)


def test_question_stands_first_with_the_page_it_is_about(visit):
    before = visit.page()
    asks(visit)

    text = visit.page()

    assert "先生に聞きたいこと" not in before
    assert "単元touch：ページ1" in text
    assert "「どこを押しますか」" in text
    assert text.index("どこを押しますか") < text.index("来なかった")


def test_one_tap_answers_it_and_another_takes_that_back(visit):
    asks(visit)

    answer = tap(visit, visit.page())

    assert answer.location.endswith("#questions")
    text = visit.page()
    assert "答えました" in text
    tap(visit, text)
    assert "答えました" not in visit.page()


def test_closed_record_keeps_what_it_answered_and_leaves_the_rest_to_the_next(visit):
    asks(visit, "ひとつめ")
    tap(visit, visit.page())
    asks(visit, "ふたつめ")
    visit.came()
    visit.post("finish", key="end")

    text = visit.page()

    assert "「ひとつめ」" in text
    assert "「ふたつめ」" not in text


def test_in_a_class_it_is_answered_on_the_page_of_its_learner_as_well(app, client):
    class_ = scene.going_on(app, client, learners=3)
    asks(class_, n=1)
    url = f"{class_.url}/{class_.people[1]}"

    answer = tap(class_, client.get(url).get_data(as_text=True))

    assert answer.location == f"{url}#questions"
    assert "答えました" in client.get(url).get_data(as_text=True)
    assert "どこを押しますか" not in client.get(f"{class_.url}/{class_.people[0]}").get_data(as_text=True)
    assert "どこを押しますか" in class_.page()
