"""How a secret is kept and compared, and when one may try again."""

import hashlib
import unicodedata
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from tutor.database import ALPHABET, new_code

CARD_LENGTH = 10
CALENDAR_LENGTH = 26
"""130 random bits: nobody guesses it, so wrong tries need not be counted."""
TRIES = 10
TRIES_WITHIN = timedelta(minutes=15)
TRIES_KEPT = timedelta(days=2)
"""No count looks back further than a day; what is older says nothing but when somebody was here."""
MISREAD = str.maketrans("ILOU", "110V")
hasher = PasswordHasher()


def read_card_code(typed: str) -> str:
    """What was typed or scanned, in the alphabet of codes: small letters, full width, I for 1."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(MISREAD)
    return "".join(letter for letter in plain if letter in ALPHABET)


def new_card_code() -> str:
    return new_code(CARD_LENGTH)


def card_hash(code: str) -> str:
    """A card's code has 50 random bits, so a plain hash cannot be looked up in a table."""
    return hashlib.sha256(f"card:{code}".encode()).hexdigest()


def calendar_hash(code: str) -> str:
    return hashlib.sha256(f"calendar:{code}".encode()).hexdigest()


def attempt_hash(what: str) -> str:
    return hashlib.sha256(f"attempt:{what}".encode()).hexdigest()


def tries_since(now: datetime) -> datetime:
    return now - TRIES_WITHIN


def may_try(wrong_tries: int) -> bool:
    return wrong_tries < TRIES


def password_hash(password: str) -> str:
    return hasher.hash(password)


def is_password(password: str, kept: str) -> bool:
    try:
        return hasher.verify(kept, password)
    except (VerifyMismatchError, InvalidHashError):
        return False
