"""A photograph or screenshot, as far as a page may carry it."""

from io import BytesIO

from tutor.curriculum.source.problems import Wrong

LARGEST = 2_000_000
LONGEST_SIDE = 3_000
MOST_PIXELS = 4_000_000
"""Decoded by WebP this is 60 MB; a file of a few kilobytes can ask for gigabytes."""
FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
_GPS = 0x8825


def measure_raster(data: bytes, suffix: str) -> tuple[int, int]:
    """Width and height; raises Wrong with the sentence for its author."""
    from PIL import Image  # noqa: PLC0415 -- only whoever reads curricula needs it

    if len(data) > LARGEST:
        raise Wrong(f"絵が大きすぎます。{LARGEST // 1_000_000}MBまでにしてください。")
    broken = (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with Image.open(BytesIO(data), formats=[FORMATS[suffix]]) as image:
            _check_size(image.size)
            if getattr(image, "n_frames", 1) > 1:
                raise Wrong("動く絵は使えません。動かない絵にしてください。")
            image.load()
            if image.getexif().get_ifd(_GPS):
                raise Wrong("写真に、とった場所が書きこまれています。場所の情報を消してから入れてください。")
            return image.size
    except broken as error:
        raise Wrong(
            "絵がこわれているか、名前の終わりと中身がちがいます。書き出しなおしてください。"
        ) from error


def _check_size(size: tuple[int, int]) -> None:
    if max(size) > LONGEST_SIDE or size[0] * size[1] > MOST_PIXELS:
        most = f"長いほうは{LONGEST_SIDE}点、全体は{MOST_PIXELS // 10_000}万点まで"
        raise Wrong(f"絵の縦か横が大きすぎます。{most}にしてください。")
