"""Written, not generated: of what the advice looks for, our own curricula have nothing."""

from pathlib import Path

import pytest

from config import ROOT
from tutor.curriculum.reader import read_files
from tutor.curriculum.source.files import in_folder
from tutor.curriculum.writing.advice import advice
from tutor.curriculum.writing.words_file import WORDS, read_words

CURRICULA = ROOT / "curricula"
FOLDERS = sorted(path.parent for path in CURRICULA.glob("*/curriculum.toml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_our_own_curricula_get_no_advice(folder: Path) -> None:
    files = in_folder(folder)
    words = read_words({WORDS: (CURRICULA / WORDS).read_bytes()})

    assert "\n".join(map(str, advice(read_files(files), files, words))) == ""


def test_words_that_no_page_may_say_are_in_the_list() -> None:
    words = read_words({WORDS: (CURRICULA / WORDS).read_bytes()})

    only_quoted = {word for word, _ in words.only_quoted}
    assert {"タップ", "スワイプ", "アイコン", "ログイン", "アカウント", "ダメ", "簡単です"} <= only_quoted
    assert {"Wi-Fi", "アプリ", "QRコード", "パスワード", "暗証番号"} <= set(words.explained)
