"""Files as people send them, and as they had better not."""

import io
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

# 51.8959 north, 0.8919 east, as a telephone writes it into a picture.
PLACE = {1: "N", 2: (51.0, 53.0, 45.24), 3: "E", 4: (0.0, 53.0, 30.84)}
MAKER = "Telephone of Jade"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#123456").save(out, kind, **more)
    return out.getvalue()


def picture_with_place(kind: str = "JPEG") -> bytes:
    """Return a picture that says where, when and with what it was made, and lies on its side."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0132], exif[0x0112] = MAKER, "2026:11:22 03:04:05", 6
    exif.get_ifd(0x8825).update(PLACE)
    return picture(kind, exif=exif)


def mp4(brand: bytes = b"isom") -> bytes:
    return b"\0\0\0\x20ftyp" + brand + b"\0\0\0\0" + brand + bytes(200)


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """Return a PNG of a few bytes that says it has 900 million points."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


def sent(content: bytes, name: str = "photo.jpg", claimed: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=claimed)
