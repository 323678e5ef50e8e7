"""Small PDF files for the tests."""

from pathlib import Path

import pypdfium2


def write_pdf(path: Path, pages: list[list[str]], width: int = 960) -> Path:
    """Write a PDF with the given lines on its pages, 540 points high."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -40 Td" for line in lines)
        content = f"BT /F1 30 Tf 60 450 Td {shown} ET"
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} 540] "
            f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
    kids_list = " ".join(kids)
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{kids_list}] >>"
    body = "%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    body += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
        f"startxref\n{len(body)}\n%%EOF\n"
    )
    path.write_bytes(body.encode("latin-1"))
    return path


def write_encrypted_pdf(path: Path) -> Path:
    """Write a PDF that asks for a password nobody knows."""
    write_pdf(path, [["Secret"]])
    key = "00" * 32
    lock = (
        f"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 "
        f"/O <{key}> /U <{key}> >> /ID [<{key[:32]}> <{key[:32]}>] >>"
    )
    content = path.read_bytes().replace(
        b" >>\nstartxref", f" {lock}\nstartxref".encode()
    )
    path.write_bytes(content)
    return path


def write_long_pdf(path: Path, pages: int) -> Path:
    """Write a PDF of empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(960, 540)
    document.save(str(path))
    document.close()
    return path
