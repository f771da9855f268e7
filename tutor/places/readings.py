"""How names of places are read."""

NUMBERS = ("", "いっ", "に", "さん", "よん", "ご", "ろく", "なな", "はっ", "きゅう")


def chome_reading(number: int) -> str:
    """いっちょうめ, じゅうにちょうめ: the postal list gives the town's reading without it."""
    tens, ones = divmod(number, 10)
    if not ones:
        return f"{NUMBERS[tens] if tens > 1 else ''}じゅっちょうめ"
    return f"{NUMBERS[tens] if tens > 1 else ''}{'じゅう' if tens else ''}{NUMBERS[ones]}ちょうめ"
