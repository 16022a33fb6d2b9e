"""A paper of one page as a PDF: tagged, so that a screen reader knows its title from its text."""

from __future__ import annotations

MARGIN, TOP, LINE = 64, 740, 24


def paper(lines: tuple[str, ...]) -> bytes:
    """The PDF, its first line as the title. Every line has to fit the width of the page."""
    content = "\n".join(_line(number, text) for number, text in enumerate(lines)).encode("cp1252")
    elements = [_element(number) for number in range(len(lines))]
    first = 8  # the number of the first element, after what every PDF of ours begins with
    kids = " ".join(f"{first + number} 0 R" for number in range(len(lines)))
    title = _text(lines[0])
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (nl) /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R"
        b" /ViewerPreferences << /DisplayDocTitle true >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /StructParents 0 /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Type /StructTreeRoot /K [{kids}] /ParentTree << /Nums [0 [{kids}]] >> >>".encode(),
        f"<< /Title ({title}) >>".encode("cp1252"),
        *elements,
    ]
    return _file(objects)


def _line(number: int, text: str) -> str:
    tag, size = ("H1", 26) if number == 0 else ("P", 13)
    height = TOP - number * LINE - (LINE if number else 0)
    return f"/{tag} << /MCID {number} >> BDC BT /F1 {size} Tf {MARGIN} {height} Td ({_text(text)}) Tj ET EMC"


def _element(number: int) -> bytes:
    tag = "H1" if number == 0 else "P"
    return f"<< /Type /StructElem /S /{tag} /P 6 0 R /Pg 3 0 R /K {number} >>".encode()


def _text(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: list[bytes]) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, trailer)
