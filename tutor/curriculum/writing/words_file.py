"""`curricula/words.toml`: the words that authors look out for. It may be longer, shorter or missing."""

from tutor.curriculum.source.files import Files
from tutor.curriculum.source.problems import Complain, Report
from tutor.curriculum.source.strict_toml import Table, blocks_of, parse_toml
from tutor.curriculum.source.text_file import read_text
from tutor.curriculum.writing.hard_words import Words

WORDS = "words.toml"


def read_words(files: Files) -> Words:
    """Raises CurriculumError with every mistake in it."""
    if WORDS not in files:
        return Words()
    report = Report()
    words = _words(files, report.about(WORDS))
    report.raise_if_any()
    return words


def _words(files: Files, complain: Complain) -> Words:
    text = read_text(files, WORDS, complain)
    values = parse_toml(text, 1, complain) if text is not None else None
    if text is None or values is None:
        return Words()
    top = Table(values, blocks_of(text)[0], complain)
    explained = top.list_of("explained", str) if top.has("explained") else ()
    only_quoted = top.take("only_quoted", dict, {}) if top.has("only_quoted") else {}
    top.finish()
    for word in [*explained, *only_quoted]:
        if not word.strip():
            complain(1, "空の言葉があります。消してください。")
    for word, instead in only_quoted.items():
        if not isinstance(instead, str):
            complain(1, f'「{word}」の代わりの言い方を"..."でかこんでください。')
    return Words(explained, tuple((word, str(instead)) for word, instead in only_quoted.items()))
