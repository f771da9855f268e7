"""Between two places: what may follow what, and what is shown instead of being gone over."""

import io
from collections.abc import Mapping

import pytest

from tests import make
from tests.curriculum.package.bags import bag, manifest, small
from tests.curriculum.real import publish_sumaho
from tests.curriculum.small_curriculum import MAIN_TEXT, UNIT_TEXT, changed
from tutor.actor import WORKER
from tutor.curriculum import queries
from tutor.curriculum.actions import MadeElsewhere, publish, publish_folder
from tutor.curriculum.models import CurriculumVersion, Origin, SkillRow
from tutor.curriculum.package.importing import against, open_package, take_in
from tutor.curriculum.package.packing import packed
from tutor.curriculum.reader import CurriculumError, read_files
from tutor.curriculum.stored import content_hash
from tutor.database import db
from tutor.errors import Refused

LATER = small(changed(UNIT_TEXT, "もどれます。", "いつでももどれます。"))
OTHER = small(changed(UNIT_TEXT, "もどれます。", "すぐにもどれます。"))


def take(source: io.BytesIO, *, over: bool = False) -> CurriculumVersion:
    return take_in(open_package(source), by=WORKER, now=make.NOW, over=over)


def here(files: Mapping[str, bytes]) -> CurriculumVersion:
    return publish(read_files(files), by=WORKER, now=make.NOW)


def hash_of(files: Mapping[str, bytes]) -> str:
    return content_hash(read_files(files))


def test_what_one_place_writes_another_reads_whole(database) -> None:
    version = publish_sumaho()
    source = io.BytesIO(packed(version))
    read = queries.content_of(version)
    pictures = queries.pictures_of(read)
    db.session.rollback()
    assert queries.newest("sumaho") is None

    taken = take(source)

    assert (taken.hash, taken.origin, taken.number) == (content_hash(read), Origin.PACKAGE, 1)
    assert queries.pictures_of(read) == pictures


def test_the_same_version_is_the_same_package_every_time(database) -> None:
    version = here(small())

    assert packed(version) == packed(version)


def test_a_package_made_from_the_version_here_becomes_the_next(database) -> None:
    here(small())

    taken = take(bag(LATER, made_from=(hash_of(small()),)))

    assert (taken.number, taken.origin) == (2, Origin.PACKAGE)
    assert (taken.after_hash, taken.lineage) == (hash_of(small()), (hash_of(LATER), hash_of(small())))


def test_a_package_that_is_two_versions_ahead_is_taken_too(database) -> None:
    here(small())

    assert take(bag(LATER, made_from=(hash_of(OTHER), hash_of(small())))).number == 2


def test_what_went_through_a_third_place_is_still_known_to_follow(database) -> None:
    """From us to B, from B to C, and back: C never had our first version."""
    theirs = take(bag(LATER, made_from=(hash_of(small()),)))
    handed_on = io.BytesIO(packed(theirs))
    db.session.rollback()
    here(small())

    assert take(handed_on).number == 2


def test_a_package_equal_to_the_version_here_changes_nothing(database) -> None:
    before = here(small())

    assert take(bag(small())) is before


def test_a_package_of_another_lineage_is_refused_and_what_differs_is_said(database) -> None:
    here(LATER)
    package = open_package(bag(OTHER, made_from=(hash_of(small()),)))

    with pytest.raises(MadeElsewhere, match="第1版は、これのもとになった版ではありません"):
        take_in(package, by=WORKER, now=make.NOW)

    assert [str(change.said) for change in against(package)] == ["ページ「もどる」の文が変わりました。"]
    assert db.session.query(CurriculumVersion).count() == 1


def test_by_decision_it_becomes_the_next_version_and_follows_both(database) -> None:
    ours = here(LATER)

    taken = take(bag(OTHER, made_from=(hash_of(small()),)), over=True)

    assert taken.number == 2
    assert set(taken.lineage) == {hash_of(OTHER), hash_of(small()), ours.hash}


def test_a_package_that_is_older_than_what_is_here_says_so(database) -> None:
    here(small())
    here(LATER)

    with pytest.raises(Refused, match="もう古くなっています。今は第2版です"):
        take(bag(small()))


def test_a_skill_key_of_another_curriculum_is_refused(database) -> None:
    publish(
        read_files(small(main=changed(MAIN_TEXT, 'key = "small"', 'key = "theirs"'))),
        by=WORKER,
        now=make.NOW,
    )

    with pytest.raises(Refused, match="教材「theirs」で使っているkeyです"):
        take(bag(small()), over=True)


def test_a_retired_key_never_returns_in_a_package(database) -> None:
    without = small(
        changed(UNIT_TEXT, '["tap", "home"]', '["tap", "back"]'),
        changed(MAIN_TEXT, 'key = "home"', 'key = "back"'),
    )
    here(small())
    here(without)

    with pytest.raises(Refused, match="使うのをやめたkeyです"):
        take(bag(LATER, made_from=(hash_of(without),)))
    db.session.rollback()
    assert db.session.query(SkillRow).count() == 0


def test_a_package_whose_text_is_wrong_names_the_place_and_leaves_nothing(database) -> None:
    wrong = small(changed(UNIT_TEXT, "minutes = 30", "minutes = 3"))
    source = bag(wrong, say=manifest_of(wrong))

    with pytest.raises(CurriculumError, match="5から90まで"):
        take(source)
    assert db.session.query(CurriculumVersion).count() == 0


def manifest_of(files: Mapping[str, bytes]) -> bytes:
    """Right but for the lineage, which nobody can give of what cannot be read."""
    return manifest({**files, "x": b""}).split(b'\n\n[[files]]\nname = "x"')[0] + b"\n"


def test_a_manifest_that_says_another_title_is_refused(database) -> None:
    with pytest.raises(Refused, match="目録と合いません"):
        take(bag(small(), say=manifest(small(), title="大きな教材")))


def test_the_folder_does_not_go_over_what_it_never_had(database) -> None:
    def load(files: Mapping[str, bytes], *, over: bool = False) -> CurriculumVersion:
        return publish_folder(read_files(files), by=WORKER, now=make.NOW, pictures={}, over=over)

    load(small())
    take(bag(LATER, made_from=(hash_of(small()),)))

    with pytest.raises(MadeElsewhere):
        load(OTHER)
    assert load(LATER).number == 2, "put into the folder first"
    assert (load(OTHER).number, load(OTHER).origin) == (3, Origin.FOLDER)
    publish(read_files(small()), by=WORKER, now=make.NOW, origin=Origin.BROWSER)
    assert load(LATER, over=True).number == 5
