"""How far one has come."""

from tests import make
from tests.web import enter


def test_stairs_name_the_step_one_stands_on_and_what_the_next_wants(me):
    me.mark(tap=3, home=3)

    text = me.text("/me/stairs")

    assert "いまは「段階0」にいます。つぎは「段階1」です。" in text
    assert "「段階1」まで、あと1つです。" in text
    assert "photoができる" in text


def test_what_one_does_alone_is_listed(me):
    me.mark(tap=3, home=2)

    can = me.text("/me/stairs").split("もう、ひとりでできること")[1]

    assert "tapができる" in can
    assert "homeができる" not in can


def test_foot_of_the_stairs_has_a_kind_word(me):
    text = me.text("/me/stairs")

    assert "階段の前" in text
    assert "できることが、ここにふえていきます。" in text


def test_who_is_not_enrolled_yet_reads_how_it_begins(app, client):
    with app.app_context():
        enter.with_card(client, make.learner())

    assert "階段は、はじめてのレッスンで始まります。" in client.get("/me/stairs").get_data(as_text=True)
