"""What was learnt is tried again, and one press says how it went."""

import re


def press(me, did: str):
    key = re.search(r'name="form_key" value="(\w+)"', me.text("/me/review"))[1]
    answer = me.client.post("/me/review", data={"skill": "tap", "did": did, "form_key": key})
    assert answer.status_code == 303
    return me.text(answer.location)


def test_without_anything_due_the_page_says_so(me):
    assert "きょうのおさらいは、ありません。" in me.text("/me/review")


def test_done_is_praised_and_leaves_the_first_page(me):
    me.mark(tap=2)
    before = me.text()

    text = press(me, "1")

    assert 'href="/me/review"' in before
    assert "よくできました。" in text
    assert me.marks() == [("tap", 2, "tutor"), ("tap", 3, "self")]
    assert 'href="/me/review"' not in me.text()


def test_not_yet_is_met_kindly_and_may_be_taken_back(me):
    me.mark(tap=2)

    assert "だいじょうぶです。" in press(me, "0")
    assert "よくできました。" in press(me, "1")


def test_what_is_not_due_is_refused_with_a_sentence(me):
    answer = me.client.post("/me/review", data={"skill": "photo", "did": "1"})

    assert answer.status_code == 409
    assert "きょうの分ではありません" in answer.get_data(as_text=True)
