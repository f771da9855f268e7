"""A package is taken whole or refused with a sentence, whatever somebody made of it."""

import io
import stat
import tracemalloc
import warnings
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.curriculum.package.bags import bag, manifest, small, zipped
from tests.curriculum.small_curriculum import UNIT
from tutor.curriculum.package import unpacking
from tutor.curriculum.package.manifest import MANIFEST
from tutor.curriculum.package.unpacking import unpacked
from tutor.errors import Refused


def refused(source: io.BytesIO) -> str:
    with pytest.raises(Refused) as refusal:
        unpacked(source)
    return str(refusal.value)


@pytest.mark.parametrize("how", [ZIP_STORED, 8])
def test_a_package_says_what_it_is_and_gives_its_files(how: int) -> None:
    said, files = unpacked(zipped([(MANIFEST, manifest(small())), *small().items()], how))

    assert files == small()
    assert (said.key, said.title, said.version) == ("small", "小さな教材", 1)


NAMES = ["../units/01-x.md", "/units/01-x.md", "units/../01-x.md", "units\\01-x.md", "C:/x.md", "units/"]
NAMES += ["a.exe", "units/01-X.md", "pictures/x.svg.exe", "pictures/a/b.svg", "units/01-x.md/"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_no_curriculum_has_is_refused(name: str) -> None:
    assert "という名前のものは、教材に入れられません" in refused(bag({**small(), name: b"x"}))


def test_a_name_that_hides_another_behind_a_nul_is_refused() -> None:
    source = bag({**small(), "units/02-hide-me.md": b"x"})
    hidden = io.BytesIO(source.getvalue().replace(b"units/02-hide-me.md", b"units/02-x.md\0de.md"))

    assert "という名前のものは" in refused(hidden)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFDIR, stat.S_IFIFO, stat.S_IFCHR])
def test_what_is_no_plain_file_is_refused(kind: int) -> None:
    link = ZipInfo("pictures/x.svg")
    link.external_attr = (kind | 0o777) << 16

    assert "読めません" in refused(zipped([(MANIFEST, b""), (link, b"/etc/passwd")]))


def test_two_files_of_one_name_are_refused() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = zipped([(MANIFEST, manifest(small())), *small().items(), (UNIT, b"x")])

    assert refused(source) == f"「{UNIT}」が二つ入っています。"


@pytest.mark.parametrize("how", [ZIP_BZIP2, ZIP_LZMA])
def test_other_ways_of_packing_are_refused_before_they_unpack(how: int) -> None:
    assert "読めません" in refused(zipped([(MANIFEST, manifest(small())), *small().items()], how))


def test_one_file_that_grows_is_stopped_whatever_it_claims() -> None:
    honest = bag({**small(), "pictures/x.png": bytes(60_000_000)}).getvalue()
    lying = honest.replace((60_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little"))

    for data in (honest, lying):
        tracemalloc.start()
        said = refused(io.BytesIO(data))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert ("大きすぎます" if data is honest else "読めません") in said
        assert peak < 10_000_000


def test_many_files_that_grow_together_are_stopped(monkeypatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_BYTES", 1_000_000)
    many = {f"pictures/x{n}.png": bytes(300_000) for n in range(5)}

    assert "「pictures/x3.png」が大きすぎます" in refused(bag({**many}))


def test_more_lines_than_can_be_held_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_LINES", 40)

    assert "行が多すぎます" in refused(bag(small()))


def test_more_files_than_a_curriculum_has_are_refused() -> None:
    few = {f"pictures/x{n}.png": b"" for n in range(unpacking.MOST_FILES)}

    assert "中身が多すぎます" in refused(bag(few))


def test_a_list_of_files_too_long_to_hold_is_refused_before_it_is_read() -> None:
    end = b"PK\x05\x06" + bytes(8) + (20_000_000).to_bytes(4, "little") + bytes(6)

    assert "中身が多すぎます" in refused(io.BytesIO(bytes(100) + end))


def test_a_file_larger_than_any_package_is_refused_before_it_is_read(monkeypatch) -> None:
    monkeypatch.setattr(unpacking, "MOST_PACKED", 100)

    assert "大きすぎます" in refused(bag(small()))


def test_a_list_of_files_in_another_form_is_refused() -> None:
    whole = bag(small()).getvalue()
    longer = whole[:-22] + b"PK\x06\x07" + bytes(16) + whole[-22:]
    remark = whole[:-2] + b"\x01\x00x"

    for data in (longer, remark):
        assert "読めません" in refused(io.BytesIO(data))


def test_a_file_that_is_not_as_the_manifest_says_is_refused() -> None:
    other = small("\n" + small()[UNIT].decode())

    assert f"「{UNIT}」が、書き出したときから変わっています" in refused(bag(other, say=manifest(small())))


@pytest.mark.parametrize("left_out", [True, False])
def test_a_file_that_is_missing_or_not_listed_is_refused(left_out: bool) -> None:
    more = {**small(), "pictures/x.svg": b"x"}
    source = bag(small(), say=manifest(more)) if left_out else bag(more, say=manifest(small()))

    assert "目録と合いません（pictures/x.svg）" in refused(source)


WRONG = [
    (b"format = 1", b"format = 2", "まだ読めません"),
    (b"version = 1", b"version = 0", "「version」は1から"),
    (b'title = "', b'titel = "', "「titel」という項目はありません"),
    (b'key = "small"', b'key = "Small"', "半角の a-z"),
    (b'lineage = ["', b'lineage = ["x', "ハッシュの形がちがいます"),
    (b"format = 1", b"format = ", "TOMLの形"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), WRONG)
def test_a_manifest_is_read_strictly(old: bytes, new: bytes, sentence: str) -> None:
    assert old in manifest(small())
    assert sentence in refused(bag(small(), say=manifest(small()).replace(old, new)))


def test_a_package_without_a_manifest_is_refused() -> None:
    assert "manifest.toml" in refused(zipped(list(small().items())))


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 5000, b"PK\x05\x06" + bytes(18)])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    assert refused(io.BytesIO(data))


WHOLE = bag(small()).getvalue()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_damaged_package_is_refused_or_is_what_it_was(damage: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, byte in damage:
        data[at] = byte
    try:
        _, files = unpacked(io.BytesIO(data))
    except Refused:
        return
    assert files == small()
