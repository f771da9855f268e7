"""The card on a letter."""

from tutor.web.papers.letter import card_of


def test_address_is_in_capitals_but_for_its_path():
    card = card_of("ABCDE12345", base="https://tutor.example.jp/")

    assert card.address == "HTTPS://TUTOR.EXAMPLE.JP/c/ABCDE12345"
    assert card.code == "ABCDE-12345"
    assert card.picture.startswith("<svg")
