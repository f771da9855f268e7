"""The content that is carried to the house, as tests of other parts publish it."""

from datetime import datetime

from config import ROOT
from tests import make
from tutor.actor import WORKER
from tutor.curriculum.actions import publish_folder
from tutor.curriculum.content import Curriculum
from tutor.curriculum.models import CurriculumVersion
from tutor.curriculum.reader import picture_files, read_files
from tutor.curriculum.source.files import in_folder

SUMAHO = ROOT / "curricula" / "sumaho"


def publish_sumaho(read: Curriculum | None = None, *, now: datetime = make.NOW) -> CurriculumVersion:
    """`read` saves reading the files again."""
    files = in_folder(SUMAHO)
    content = read or read_files(files)
    return publish_folder(content, by=WORKER, now=now, pictures=picture_files(files, content))
