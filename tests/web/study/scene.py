"""A unit lent by a city, and a browser of somebody unknown."""

from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient

from tests import make
from tests.web.learners.scene import CONTENT
from tutor.actor import WORKER
from tutor.curriculum import queries as curricula
from tutor.curriculum.actions import publish
from tutor.database import db, writing
from tutor.office.models import Municipality
from tutor.study import sharing
from tutor.study.models import Share


@dataclass
class Scene:
    app: Flask
    client: FlaskClient
    code: str

    @property
    def url(self) -> str:
        return f"/s/{self.code}"

    def text(self, url: str = "") -> str:
        answer = self.client.get(url or self.url)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)

    def post(self, verb: str, **form: object):
        answer = self.client.post(f"{self.url}/{verb}", data=form)
        assert answer.status_code == 303
        return answer

    def close(self) -> None:
        with self.app.app_context(), writing():
            sharing.close(db.session.query(Share).one(), by=WORKER, now=make.NOW)
            db.session.commit()

    def count(self, table) -> int:
        with self.app.app_context():
            return db.session.query(table).count()


def lent(app: Flask, client: FlaskClient) -> Scene:
    with app.app_context():
        publish(CONTENT, by=WORKER, now=make.NOW)
        city = make.municipality(telephone="+81191218633", hours="平日 9時から17時")
        made = sharing.share(curricula.unit("sumaho", "camera"), city, by=WORKER, now=make.NOW)
        db.session.commit()
        return Scene(app, client, made.code)


def city_of(scene: Scene) -> Municipality:
    return db.session.query(Share).filter_by(code=scene.code).one().municipality
