import zlib
from io import BytesIO

import pytest
from PIL import Image

from tutor.errors import Refused
from tutor.study.faces import MOST_BYTES, SIDE, face

ORIENTATION, GPS = 0x0112, 0x8825


def picture(size=(640, 480), kind="JPEG", **options) -> bytes:
    made = BytesIO()
    Image.new("RGB", size, "#a0522d").save(made, kind, **options)
    return made.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_face_is_a_small_square_jpeg(kind):
    made = face(picture(kind=kind))

    assert (opened(made).format, opened(made).size) == ("JPEG", (SIDE, SIDE))
    assert len(made) < 20_000


def test_what_the_camera_wrote_is_gone():
    exif = Image.Exif()
    exif[ORIENTATION], exif[GPS] = 6, {1: "N"}

    assert not dict(opened(face(picture(exif=exif))).getexif())


def test_picture_on_its_side_is_set_upright():
    lying = Image.new("RGB", (400, 400), "white")
    lying.paste("black", (0, 0, 200, 400))  # the left half; turned by a quarter it is the top
    exif, made = Image.Exif(), BytesIO()
    exif[ORIENTATION] = 6
    lying.save(made, "JPEG", exif=exif)

    upright = opened(face(made.getvalue())).convert("L")

    assert upright.getpixel((SIDE // 2, 10)) < 60
    assert upright.getpixel((SIDE // 2, SIDE - 10)) > 200


def bomb(side: int) -> bytes:
    """A PNG that says it has so many points, in a few bytes."""
    flat = zlib.compress(b"\0" * 1000)
    sized = side.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    parts = [(b"IHDR", sized), (b"IDAT", flat), (b"IEND", b"")]
    chunks = (
        len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")
        for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x" * (MOST_BYTES + 1), "大きすぎます"),
        (bomb(3_500), "画素が多すぎます"),
        (bomb(30_000), "画素が多すぎます"),
        (b"%PDF-1.7 not a picture", "読み取れません"),
        (picture()[:500], "読み取れません"),
        (picture(kind="WEBP"), "読み取れません"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "読み取れません"),
    ],
    ids=("large", "bomb", "larger bomb", "pdf", "torn", "webp", "svg"),
)
def test_what_is_no_small_photograph_is_refused_with_a_sentence(data, words):
    with pytest.raises(Refused, match=words):
        face(data)
