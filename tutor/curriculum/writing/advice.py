"""What a reader would stumble over in content that is otherwise right: said to its authors, refused to none.

A municipality can load its own units although a word in them is hard; ours have nothing of this left.
"""

from collections.abc import Iterator

from tutor.curriculum.content import LANGUAGES, Curriculum
from tutor.curriculum.source.files import Files, named_like
from tutor.curriculum.source.main_file import MAIN
from tutor.curriculum.source.problems import Problem
from tutor.curriculum.writing.brackets import misspelt
from tutor.curriculum.writing.dated import undated
from tutor.curriculum.writing.hard_words import Words, unexplained, unquoted
from tutor.curriculum.writing.lines import of_main, units_written
from tutor.curriculum.writing.links import malformed
from tutor.curriculum.writing.reach import unknown_items, unreachable, untaught
from tutor.curriculum.writing.repeated import repeated

ENGLISH = "en"


def advice(read: Curriculum, files: Files, words: Words) -> list[Problem]:
    """`files` are those that it was read from."""
    units = units_written(read, files)
    found = [*repeated(units, words), *malformed(units), *misspelt(units)]
    for rule in (unreachable, untaught, unknown_items):
        found += rule(read, files)
    for unit in units:
        found += undated(unit)
        found += unexplained(unit, words) if unit.language == LANGUAGES[0] else []
        found += unquoted(unit.shown, words) if unit.language != ENGLISH else []
    return sorted([*found, *_of_titles(files, words)])


def _of_titles(files: Files, words: Words) -> Iterator[Problem]:
    for name in (MAIN, *named_like(files, "curriculum.*.toml")):
        yield from unquoted(of_main(files, name), words)
