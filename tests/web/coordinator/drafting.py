"""The small curriculum on a coordinator's desk, and what is pressed there."""

from html import unescape

from tests import make
from tests.authoring.desk import BETTER, published
from tests.curriculum.small_curriculum import UNIT, UNIT_TEXT, changed
from tests.web import enter
from tutor.actor import Role
from tutor.authoring.models import Draft
from tutor.curriculum.queries import newest
from tutor.database import db

LIST = "/office/drafts"
PUBLISHING = f"{LIST}/publishing"
BROKEN = changed(UNIT_TEXT, "# れんしゅう：朝に一回", "# れんしゅうう：朝に一回")


def at_the_desk(app, client) -> str:
    with app.app_context():
        published()
        place = make.municipality()
        enter.as_staff(client, Role.COORDINATOR, place)
        return place.code5


def text_of(answer) -> str:
    return unescape(answer.get_data(as_text=True))


def page(client, path) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return text_of(answer)


def begin(client, name=UNIT, **form) -> str:
    answer = client.post(LIST, data={"name": name} | form)
    assert answer.status_code == 303
    return answer.location


def save(client, at, text=BETTER, seen=1, **headers):
    return client.post(at, data={"text": text, "seen": seen}, headers=headers)


def publish(client, at, n=2, why="言葉をやさしくしました。"):
    return client.post(PUBLISHING, data={"seen": f"{at.rpartition('/')[2]}:{n}", "why": why})


def kept(app) -> list[tuple[str, int]]:
    with app.app_context():
        return [(row.text, row.n) for row in db.session.query(Draft).order_by(Draft.id)]


def version(app) -> int:
    with app.app_context():
        return newest("small").number
