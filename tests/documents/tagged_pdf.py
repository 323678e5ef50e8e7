"""What a tagged PDF must have, read with pikepdf."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary


def structure(node: object) -> Iterator[Dictionary]:
    """Yield every element of the structure tree."""
    if isinstance(node, Array):
        for child in node:
            yield from structure(child)
    elif isinstance(node, Dictionary) and node.get("/Type") not in ("/MCR", "/OBJR"):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from structure(node["/K"])


def problems(content: bytes, language: str) -> list[str]:
    """Return what keeps a PDF from being read aloud well; none is good."""
    found = []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root: Any = pdf.Root
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            about: Any = metadata
            if not about.get("dc:title"):
                found.append("no title")
            if not re.search(r"pdfuaid:part\D*1", str(about)):
                found.append("does not say PDF/UA-1")
        if str(root.get("/Lang", "")) != language:
            found.append(f"language {root.get('/Lang')}")
        if not root.get("/MarkInfo", {}).get("/Marked"):
            found.append("not marked")
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
            found.append("title not displayed")
        elements = list(structure(root.StructTreeRoot.get("/K")))
        kinds = [str(element["/S"]) for element in elements]
        if kinds.count("/H1") != 1:
            found.append(f"{kinds.count('/H1')} main headings")
        found += [
            "a figure without words"
            for element in elements
            if element["/S"] == "/Figure" and not element.get("/Alt")
        ]
        found += _fonts(pdf)
    return found


def _fonts(pdf: pikepdf.Pdf) -> list[str]:
    described = [
        o
        for o in pdf.objects
        if isinstance(o, Dictionary) and o.get("/Type") == "/FontDescriptor"
    ]
    inside = ("/FontFile", "/FontFile2", "/FontFile3")
    return [
        f"{font.get('/FontName')} is not inside"
        for font in described
        if not any(name in font for name in inside)
    ]
