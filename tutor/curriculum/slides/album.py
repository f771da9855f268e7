"""Pictures of a deck: each looked at, made small, and kept once."""

import hashlib
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from tutor.curriculum.slides.deck import DeckPicture
from tutor.errors import Refused

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
LONGEST_SIDE = 1_280
MOST_PIXELS = 12_000_000
MOST_PIXELS_JPEG = 25_000_000
"""JPEG can be read at half or a quarter of its size."""
SMALLEST = 24
"""Less is a rule or a dot."""

Crop = tuple[float, float, float, float]
"""What is cut away on the left, at the top, on the right, below, as parts of one."""
WHOLE: Crop = (0, 0, 0, 0)


class Album:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, DeckPicture | None] = {}

    def take(self, data: bytes, page: int, *, seen: str = "", crop: Crop = WHOLE) -> DeckPicture | None:
        """None when it is of a kind, or broken in a way, that no telephone shows."""
        known = hashlib.sha256(data + repr(crop).encode()).hexdigest()
        if known not in self._made:
            self._made[known] = self._read(data, page, crop)
        made = self._made[known]
        return made and DeckPicture(made.name, seen, made.width, made.height)

    def keep(self, image: Image.Image) -> DeckPicture | None:
        if min(image.size) < SMALLEST:
            return None
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        image = _on_white(image)
        made = BytesIO()
        image.save(made, "WEBP", quality=80, method=3)
        # What stood beside it in the file, the place where it was taken too, is not written again.
        name = f"{hashlib.sha256(made.getvalue()).hexdigest()[:16]}.webp"
        (self._folder / name).write_bytes(made.getvalue())
        return DeckPicture(name, "", *image.size)

    def _read(self, data: bytes, page: int, crop: Crop) -> DeckPicture | None:
        try:
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                check_size(
                    *image.size, page, most=MOST_PIXELS_JPEG if image.format == "JPEG" else MOST_PIXELS
                )
                if crop == WHOLE:
                    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                return self.keep(_cut(ImageOps.exif_transpose(image), crop))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_large(page) from error
        except (OSError, SyntaxError, ValueError):
            return None


def check_size(width: int, height: int, page: int, *, most: int = MOST_PIXELS) -> None:
    """Before anything is decoded: a few kilobytes can ask for gigabytes."""
    if width * height > most:
        raise _too_large(page)


def _too_large(page: int) -> Refused:
    return Refused("%(page)d枚目の絵が大きすぎます。小さくしてからお試しください。", page=page)


def _cut(image: Image.Image, crop: Crop) -> Image.Image:
    """What an author cut away may be what nobody should see."""
    if crop == WHOLE:
        return image
    width, height = image.size
    left, top, right, below = (min(max(part, 0), 0.99) for part in crop)
    box = (int(left * width), int(top * height), int((1 - right) * width), int((1 - below) * height))
    return image.crop(box) if box[0] < box[2] and box[1] < box[3] else image


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGB", "L"):
        return image
    layered = image.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("RGB")
