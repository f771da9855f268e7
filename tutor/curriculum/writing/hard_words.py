"""Words that people of 75 stop at: explained in each unit that uses them, or said in other words. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.curriculum.source.problems import Problem
from tutor.curriculum.writing.lines import Line, Written

QUOTED = re.compile(r"「[^」]*」")


@dataclass(frozen=True)
class Words:
    """`explained` may be used with an explanation; `only_quoted` has what to say instead of each word."""

    explained: tuple[str, ...] = ()
    only_quoted: tuple[tuple[str, str], ...] = ()


def unexplained(unit: Written, words: Words) -> Iterator[Problem]:
    shown = unit.shown
    whole = "\n".join(line.text for line in shown)
    for word in words.explained:
        line = next((line for line in shown if _uses(line.text, word)), None)
        if line and not _explanation(word).search(whole):
            yield Problem(line.file, line.number, _to_explain(word))


def unquoted(lines: Sequence[Line], words: Words) -> Iterator[Problem]:
    """What stands on the screen is said within 「」, which may go on over the end of a line."""
    whole = "\n".join(line.text for line in lines)
    plain = QUOTED.sub(lambda quoted: re.sub(r"[^\n]", " ", quoted[0]), whole)
    for line, text in zip(lines, plain.split("\n"), strict=True):
        for word, instead in words.only_quoted:
            if word in text:
                yield Problem(line.file, line.number, _to_replace(word, instead))


def _explanation(word: str) -> re.Pattern[str]:
    """The forms in curricula/README.md; （　　） is a line to write on and explains nothing."""
    said = re.escape(word)
    forms = rf"「{said}」(?:とは|は)、|{said}」?（(?![\s_＿]*）)|\w（「?{said}」?）|(?:絵|しるし)の「{said}」"
    return re.compile(forms)


def _uses(text: str, word: str) -> bool:
    """Within 「」 by itself: a longer one, as 「ホーム画面に追加」, is only looked for on the screen."""
    plain = QUOTED.sub(lambda quoted: quoted[0] if quoted[0] == f"「{word}」" else "", text)
    return word in plain and _alone(word).search(plain) is not None


def _alone(word: str) -> re.Pattern[str]:
    """Not as a part of another word: ショートメール is no メール, ONLINE no LINE."""
    return re.compile(rf"{_edge(word[0], '<!')}{re.escape(word)}{_edge(word[-1], '!')}")


def _edge(letter: str, look: str) -> str:
    for letters in ("A-Za-z", "ァ-ヶー"):
        if re.match(f"[{letters}]", letter):
            return f"(?{look}[{letters}])"
    return ""


def _to_explain(word: str) -> str:
    form = f"「{word}」は、… か、{word}（…）の形で"
    return f"「{word}」の説明が、この単元にありません。{form}、一度書いてください。"


def _to_replace(word: str, instead: str) -> str:
    return f"「{word}」は、画面の言葉として「」の中でだけ使えます。「{instead}」などに直してください。"
