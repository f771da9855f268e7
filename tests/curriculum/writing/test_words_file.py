"""The list of hard words as authors keep it."""

import pytest

from tutor.curriculum.reader import CurriculumError
from tutor.curriculum.writing.hard_words import Words
from tutor.curriculum.writing.words_file import WORDS, read_words


def test_it_names_words_to_explain_and_words_of_the_screen() -> None:
    text = 'explained = ["アプリ"]\n\n[only_quoted]\n"タップ" = "ポンとたたく"\n'

    assert read_words({WORDS: text.encode()}) == Words(("アプリ",), (("タップ", "ポンとたたく"),))


@pytest.mark.parametrize("files", [{}, {WORDS: b""}])
def test_it_may_be_missing_or_empty(files: dict[str, bytes]) -> None:
    assert read_words(files) == Words()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("explained = [", "TOMLの形"),
        ("explained = [1]", "どれも"),
        ('explained = [" "]', "空の言葉"),
        ("hard = []", "「hard」という項目はありません"),
        ("[only_quoted]\nタップ = 1", "TOMLの形"),
        ('[only_quoted]\n"タップ" = 1', "代わりの言い方"),
    ],
)
def test_a_mistake_in_it_is_named(text: str, sentence: str) -> None:
    with pytest.raises(CurriculumError, match=sentence):
        read_words({WORDS: text.encode()})


def test_another_encoding_is_named() -> None:
    with pytest.raises(CurriculumError, match="UTF-8"):
        read_words({WORDS: 'explained = ["アプリ"]'.encode("cp932")})
