"""The real voice, where the extra is installed."""

import pytest

from tutor.speech.own_voice import media_type
from tutor.speech.voices import MEDIA_TYPE, PACES, VOICES, Voice, is_on, speaker

pytestmark = [
    pytest.mark.one_database,
    pytest.mark.skipif(not is_on(), reason="needs the extra [speech]"),
]


@pytest.mark.parametrize("name", VOICES)
@pytest.mark.parametrize("pace", PACES)
def test_sentences_become_one_file_that_telephones_play(name, pace):
    made = speaker(Voice(name, pace))(["画面をさわります。", "こわれません。"])

    assert media_type(made) == MEDIA_TYPE
    assert 6_000 < len(made) < 40_000


def test_slow_voice_takes_longer():
    slow, normal = (speaker(Voice("mei", pace))(["画面をさわります。"]) for pace in ("slow", "normal"))

    assert len(slow) > len(normal)
