"""The job: a file handed in becomes a draft, or a sentence."""

import json
import stat

import pytest
from pptx import Presentation

from tests import make
from tests.authoring.desk import coordinator
from tests.curriculum.real import SUMAHO, publish_sumaho
from tests.curriculum.slides import decks
from tutor import clock
from tutor.actor import Role
from tutor.authoring import actions, page_text, slides
from tutor.authoring.checking import check
from tutor.authoring.models import Draft
from tutor.authoring.publishing import publish_drafts
from tutor.authoring.queries import files_of
from tutor.cli import working
from tutor.curriculum import queries
from tutor.curriculum.models import CurriculumFile
from tutor.database import db
from tutor.jobs.models import JobState

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def hand_in(settings):
    clock.use(lambda: make.NOW)
    publish_sumaho()
    city = make.municipality()
    where = slides.folder(settings.instance)

    def handed(data: bytes):
        job = slides.hand_in(
            lambda path: path.write_bytes(data),
            curriculum_key="sumaho",
            municipality_id=city.id,
            where=where,
            by=make.actor(Role.COORDINATOR, place=city),
            now=make.NOW,
        )
        db.session.commit()
        return job, where / json.loads(job.arguments)["code"]

    yield handed
    clock.use_machine()


def test_slides_become_a_draft_with_their_pictures_and_the_file_is_gone(hand_in, tmp_path):
    show = Presentation()
    slide = decks.slide_of(show, "地図を見る", notes="ここで話します。")
    slide.shapes.add_picture(decks.picture(), 0, 0)
    job, path = hand_in(decks.kept(show, tmp_path).read_bytes())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600

    assert working.do(job.code)

    draft = db.session.query(Draft).one()
    (page,) = page_text.pages_of(draft.text)
    assert (job.state, str(job.sentence)) == (JobState.DONE, "1枚を読みました。")
    last = max(int(path.name[:2]) for path in (SUMAHO / "units").iterdir())
    assert (page.title, page.narration) == ("地図を見る", "ここで話します。")
    assert draft.name.startswith(f"units/{last + 1:02}-")
    (picture,) = draft.pictures
    assert db.session.get(CurriculumFile, picture.hash).media_type == "image/webp"
    assert (picture.width, picture.path in page.text) == (400, True)
    assert not path.exists()


def test_what_it_lacks_only_its_author_can_say_and_then_it_is_published_with_its_pictures(hand_in, tmp_path):
    show = Presentation()
    slide = decks.slide_of(show, "地図を見る", notes="ここで話します。")
    slide.shapes.add_picture(decks.picture(), 0, 0)
    job, _ = hand_in(decks.kept(show, tmp_path).read_bytes())
    working.do(job.code)
    draft, version = db.session.query(Draft).one(), queries.newest("sumaho")
    said = "".join(one.sentence for one in check(files_of(version), [draft]).of(draft.name))
    assert ("skillsが空です" in said, "絵の説明がありません" in said) == (True, True)

    text = page_text.with_front(draft.text.replace("![]", "![地図]"), skills=("scroll",))
    everywhere = coordinator()
    actions.save(draft, text, seen=draft.n, by=everywhere, now=make.NOW)
    made = publish_drafts(version, [draft], seen={draft.code: 2}, why="話のあと", by=everywhere, now=make.NOW)

    unit = queries.content_of(made).units[-1]
    assert (unit.kind, unit.pages[0].narration, unit.skills) == ("slides", "ここで話します。", ("scroll",))
    assert unit.pictures[0].path == draft.pictures[0].path


def test_refused_nothing_of_it_is_left(hand_in):
    job, path = hand_in(b"PK torn")

    working.do(job.code)

    assert (job.state, db.session.query(Draft).count(), path.exists()) == (JobState.FAILED, 0, False)
    assert "読めませんでした" in str(job.sentence)
