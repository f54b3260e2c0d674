"""Pictures: that they are what they say, that they do not burst, and a copy that tells no place, day or camera."""

from io import BytesIO
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from asbcases.errors import Refused

# What we open ourselves; a HEIC is kept, and only as it was given.
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP"}
# The cameras of telephones make up to 50 million points; each point takes four bytes once it is unpacked.
MOST_POINTS = 64_000_000
DAMAGED = "This picture is damaged, or it is no picture: open it on your device, and send it again."


def is_opened(media_type: str) -> bool:
    """Return whether we open files of this kind."""
    return media_type in FORMATS


def verify(file: IO[bytes], media_type: str) -> None:
    """Refuse a picture that is damaged, is another than its beginning says, or unpacks to more than a camera makes."""
    file.seek(0)
    try:
        with Image.open(file, formats=[FORMATS[media_type]]) as picture:
            _refuse_a_bomb(picture)
            picture.load()
    except (Image.DecompressionBombError, MemoryError):
        raise Refused(_too_many()) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise Refused(DAMAGED) from None
    finally:
        file.seek(0)


def _refuse_a_bomb(picture: Image.Image) -> None:
    """Ask before it is unpacked: the size stands in the first bytes."""
    if picture.width * picture.height > MOST_POINTS:
        raise Refused(_too_many())


def _too_many() -> str:
    return f"This picture has more than {MOST_POINTS // 1_000_000} million points: make it smaller, and send it again."


def without_metadata(file: IO[bytes], media_type: str) -> bytes:
    """Return a copy of a picture with nothing but what can be seen: upright, its first frame, in its colours."""
    with Image.open(file, formats=[FORMATS[media_type]]) as picture:
        _refuse_a_bomb(picture)
        shown = ImageOps.exif_transpose(picture)
        kind = FORMATS[media_type] if media_type != "image/gif" else "PNG"
        mode = "RGB" if kind == "JPEG" else "RGBA"
        # Pasted onto a new picture, which carries no label of the old one, in any format and any version.
        clean = Image.new(mode, shown.size)
        clean.paste(shown.convert(mode))
    out = BytesIO()
    clean.save(out, kind, **({"quality": 90} if kind == "JPEG" else {}))
    return out.getvalue()
