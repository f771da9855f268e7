"""An uploaded photograph becomes a small square face, without what the camera wrote beside it."""

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING

from tutor.errors import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 192
"""Twice what a page shows, for telephones with fine screens."""
MOST_BYTES = 8_000_000
MOST_PIXELS = {"JPEG": 25_000_000, "PNG": 12_000_000}
"""A JPEG is read at a fraction of its size; a PNG is unfolded whole."""


def face(data: bytes) -> bytes:
    """A JPEG. Its size is read before a single pixel is: a small file may unfold to gigabytes."""
    from PIL import Image, ImageOps  # noqa: PLC0415 -- most processes never see a photograph

    if len(data) > MOST_BYTES:
        raise Refused("写真のファイルが大きすぎます。8メガバイトまでの写真をえらんでください。")
    try:
        opened = Image.open(BytesIO(data), formats=tuple(MOST_PIXELS))
        if opened.width * opened.height > MOST_PIXELS[opened.format or ""]:
            raise _too_many_pixels()
        opened.draft("RGB", (2 * SIDE, 2 * SIDE))
        upright = ImageOps.exif_transpose(_shrunk(opened))
        return _jpeg(ImageOps.fit(upright.convert("RGB"), (SIDE, SIDE), centering=(0.5, 0.4)))
    except Image.DecompressionBombError as bomb:
        raise _too_many_pixels() from bomb
    except (OSError, ValueError, SyntaxError) as broken:
        raise Refused("この写真は読み取れません。JPEGかPNGの写真をえらんでください。") from broken


def _too_many_pixels() -> Refused:
    return Refused("写真の画素が多すぎます。小さくした写真をえらんでください。")


def _shrunk(opened: "Image") -> "Image":
    """Before it is turned or coloured: each of these would copy the whole."""
    opened.thumbnail((4 * SIDE, 4 * SIDE))
    return opened


def _jpeg(small: "Image") -> bytes:
    made = BytesIO()
    small.save(made, "JPEG", quality=82, optimize=True)
    return made.getvalue()


def picture_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
