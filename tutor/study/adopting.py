"""What two records of one person read becomes what the one that stays has read."""

from sqlalchemy import delete, select, update

from tutor.database import db
from tutor.people.models import Person
from tutor.study.models import Study, StudyAnswer, StudyPage, TeacherQuestion


def adopt(kept: Person, gone: Person) -> None:
    """Of two readings of one unit that of the record that stays is kept."""
    both = select(Study.unit_id).where(Study.learner_id == kept.id)
    twice = select(Study.id).where(Study.learner_id == gone.id, Study.unit_id.in_(both))
    lost = db.session.scalars(twice).all()
    for part in (StudyAnswer, StudyPage):
        db.session.execute(delete(part).where(part.study_id.in_(lost)))
    db.session.execute(delete(Study).where(Study.id.in_(lost)))
    for table in (Study, TeacherQuestion):
        db.session.execute(update(table).where(table.learner_id == gone.id).values(learner_id=kept.id))
