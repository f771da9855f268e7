"""A draft on the board, and a coordinator who looks at it."""

from dataclasses import dataclass

from tests import make
from tests.matching.planned import draft
from tests.web import enter
from tutor.actor import Role
from tutor.database import db
from tutor.matching.models import PlanVisit
from tutor.messaging.wording import load_wordings


@dataclass
class Board:
    """Codes only: the rows belong to a session that is closed."""

    app: object
    client: object
    code5: str
    plan: str
    visit: str
    tutors: list[str]
    family: str
    given: str

    @property
    def week(self) -> str:
        return f"/office/week?week=2026-11-23&city={self.code5}"

    @property
    def at(self) -> str:
        return f"/office/week/plans/{self.plan}/visits/{self.visit}"

    def page(self, address: str = "") -> str:
        return self.client.get(address or self.week).get_data(as_text=True)

    def press(self, verb: str, *, part: bool = False, **fields):
        headers = {"HX-Request": "true"} if part else {}
        return self.client.post(f"{self.at}/{verb}", data={"version": "1"} | fields, headers=headers)

    def move(self, at: str = "15:00", *, part: bool = False, **fields):
        return self.press("move", part=part, **{"on": "1", "at": at, "tutor": self.tutors} | fields)

    def standing(self) -> PlanVisit:
        with self.app.app_context():
            visit = db.session.query(PlanVisit).join(PlanVisit.request).filter_by(code=self.visit).one()
            assert visit.tutors is not None
            return visit


def laid_out(app, client, *, requests: int = 1, more_tutors: int = 0) -> Board:
    """On Tuesday 24 November in the afternoon, 14:00 to 17:00."""
    with app.app_context():
        load_wordings(make.NOW)
        made = draft(requests)
        others = [made.city.tutor() for _ in range(more_tutors)]
        enter.as_staff(client, Role.COORDINATOR, made.city.row)
        placed = next(one for one in made.plan.visits if one.starts_at)
        person = placed.request.people[0].person
        tutors = [one.person.code for one in (*made.tutors, *others)]
        return Board(
            app, client, made.city.row.code5, made.plan.code, placed.code, tutors[: 2 + more_tutors],
            person.family_name, person.given_name,
        )  # fmt: skip
