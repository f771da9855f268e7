"""What is written is read back as it was: whatever an author may write, and whatever stands in a version."""

import tomllib
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from config import ROOT
from tests.curriculum.small_curriculum import MAIN, MAIN_TEXT, UNIT
from tests.curriculum.test_courses import COURSE
from tests.curriculum.test_unit_asks import FACT, with_fact
from tests.curriculum.test_variants import BESIDE, ENGLISH, MAIN_BESIDE, MAIN_ENGLISH
from tutor.curriculum.reader import CurriculumError, picture_files, read_files
from tutor.curriculum.source.files import in_folder
from tutor.curriculum.toml_text import toml_value
from tutor.curriculum.written import written

SUMAHO = ROOT / "curricula" / "sumaho"


def test_the_model_curriculum_is_read_back_as_it_was() -> None:
    files = in_folder(SUMAHO)
    read = read_files(files)

    again = written(read, picture_files(files, read))

    assert read_files(again) == read
    assert again.keys() == files.keys()


WHOLE = {
    MAIN: MAIN_TEXT + COURSE,
    MAIN_BESIDE: MAIN_ENGLISH + '\n[[courses]]\nkey = "first"\ntitle = "The first"\n',
    UNIT: with_fact(FACT),
    BESIDE: ENGLISH,
}
# What means something in Markdown or TOML, what looks like it, and letters in two parts.
MARKS = ["+++", "##", "- ", "- [x] ", "1. ", "できること: tap", "**", "{家|いえ}", "\\u304b\\u3099"]
PIECES = st.sampled_from([*MARKS, "か\u3099", "\r\n", *"#：:「\"'=\\ \t\r\n\u3000\u2028\x85\ufeffあx"])
LETTERS = st.one_of(st.characters(codec="utf-8"), st.sampled_from('か\u3099e\u0301"\\\r\n\x7f𩸽'))
WRITTEN = st.lists(PIECES, max_size=6).map("".join)


@st.composite
def edited(draw: st.DrawFn) -> dict[str, bytes]:
    """The small curriculum as somebody left it who writes anything anywhere."""
    texts = dict(WHOLE)
    for name in draw(st.lists(st.sampled_from(sorted(WHOLE)), min_size=1, max_size=4)):
        at = draw(st.integers(0, len(texts[name])))
        texts[name] = texts[name][:at] + draw(WRITTEN) + texts[name][at:]
    return {name: text.encode() for name, text in texts.items()}


@settings(max_examples=150, deadline=None)
@given(edited())
def test_whatever_can_be_read_is_read_back_as_it_was(files: dict[str, bytes]) -> None:
    try:
        read = read_files(files)
    except CurriculumError:
        return
    assert read_files(written(read, {})) == read


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.one_of(st.characters(codec="utf-8"), st.sampled_from('か\u3099e\u0301"\\\r\n\x7f')), max_size=8
    )
)
def test_any_words_can_stand_in_toml(text: str) -> None:
    line = f"said = {toml_value(text)}"

    assert tomllib.loads(unicodedata.normalize("NFC", line).replace("\r\n", "\n")) == {"said": text}
