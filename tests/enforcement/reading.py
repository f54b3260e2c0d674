"""Reading a PDF back: its words, its tags, its fonts, as a reader for the blind would."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf


class Read:
    """One PDF, opened."""

    def __init__(self, raw: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(raw))
        self.root = self.pdf.Root
        self.maps: dict[Any, dict[int, str]] = {}

    @property
    def pages(self) -> list[str]:
        """Return the words of each page, without blanks: where a line ends there is none in the file either."""
        return [squeezed("".join(self._shown(page))) for page in self.pdf.pages]

    @property
    def words(self) -> str:
        """Return all its words, without blanks, the foot of each page and the dots of lists."""
        return "".join(self.pages).replace("•", "")

    def _shown(self, page: pikepdf.Page) -> Iterator[str]:
        """Yield what a page shows, but for its artifacts: marks that are no words of the paper."""
        letters: dict[int, str] = {}
        depth: list[bool] = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth.append(str(operands[0]) == "/Artifact")
            elif name == "EMC":
                depth.pop()
            elif name == "Tf":
                letters = self._letters(page.resources.Font[operands[0]])
            elif name in ("Tj", "TJ") and not any(depth):
                parts = operands[0] if name == "TJ" else [operands[0]]
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        raw = bytes(part)
                        codes = [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)]
                        yield "".join(letters.get(code, "\ufffd") for code in codes)

    @property
    def sizes(self) -> set[float]:
        """Return the sizes in which anything is written, in points."""
        found = set()
        for page in self.pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    found.add(round(float(operands[1]), 2))
        return found

    def _letters(self, font: pikepdf.Object) -> dict[int, str]:
        """Return which letters the codes of a font stand for."""
        key = font.objgen
        if key not in self.maps:
            self.maps[key] = dict(_mapped(font.ToUnicode.read_bytes().decode("latin-1")))
        return self.maps[key]

    @property
    def tags(self) -> list[tuple[str, pikepdf.Object]]:
        """Return every element of the structure with its kind, in reading order."""
        return list(_walk(self.root.StructTreeRoot.K))

    def tagged(self, kind: str) -> list[pikepdf.Object]:
        """Return the elements of a kind."""
        return [element for name, element in self.tags if name == kind]

    @property
    def fonts(self) -> dict[str, bool]:
        """Return each font by name, and whether it is embedded."""
        found = {}
        for one in self.pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
                found[str(one.FontName)] = any(
                    name in one for name in ("/FontFile", "/FontFile2", "/FontFile3")
                )
        return found


def attribute(element: pikepdf.Object, name: str) -> str:
    """Return an attribute of an element of the structure, which may have one set of them or several."""
    sets = element.A if isinstance(element.A, pikepdf.Array) else [element.A]
    return next((str(one[name]) for one in sets if name in one), "")


def squeezed(text: str) -> str:
    """Return a text without its blanks."""
    return re.sub(r"\s+", "", text)


def _walk(element: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    if isinstance(element, pikepdf.Array):
        for one in element:
            yield from _walk(one)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield str(element.S).removeprefix("/"), element
        if "/K" in element:
            yield from _walk(element.K)


def _mapped(table: str) -> Iterator[tuple[int, str]]:
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letters in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            yield int(code, 16), bytes.fromhex(letters).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letters in re.findall(
            r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block
        ):
            start = int.from_bytes(bytes.fromhex(letters))
            for code in range(int(first, 16), int(last, 16) + 1):
                yield code, chr(start + code - int(first, 16))
