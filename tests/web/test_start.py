"""The front door."""


def test_front_page_offers_both_entrances(client):
    text = client.get("/").get_data(as_text=True)

    assert "会員カードをお持ちの方" in text
    assert "職員・学生講師・市の方" in text


def test_unknown_address_says_what_to_do(client):
    answer = client.get("/nothing/here")

    assert answer.status_code == 404
    assert "番号をもう一度お確かめください" in answer.get_data(as_text=True)
