"""The videos and sounds of a slide: which file plays, and where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from facilitator.documents.embedded import EmbeddedFiles, ending_of
from facilitator.documents.office_text import R_ID, A, whole
from facilitator.documents.package import Package
from facilitator.documents.remarks import Remarks
from facilitator.documents.slide_list import P
from facilitator.domain.decks.deck import MEDIA_ENDINGS, Box, Media, MediaKind

_R = R_ID.removesuffix("id")
_P14_MEDIA = "{http://schemas.microsoft.com/office/powerpoint/2010/main}media"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_KINDS: dict[str, MediaKind] = {
    f"{A}videoFile": "video",
    f"{A}quickTimeFile": "video",
    f"{A}audioFile": "audio",
    f"{A}wavAudioFile": "audio",
}
_WHOLE_SLIDE: Box = (0.0, 0.0, 1.0, 1.0)

_Span = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class MediaReader:
    """Finds what plays on the slides of one deck of a certain size."""

    package: Package
    files: EmbeddedFiles
    remarks: Remarks
    size: tuple[int, int]

    def media(self, part: str, root: etree._Element) -> tuple[Media, ...]:
        """Return what plays on a slide, and remark on what does not."""
        inside = self.package.related(part)
        found: dict[Media, None] = {}
        for kind, links, box in self._placed(root):
            target = next((inside[link].target for link in links if link in inside), "")
            if not target:
                self.remarks.add("media-linked")
                continue
            ending = ending_of(target)
            digest = self.files.media(target)
            if digest is None:
                self.remarks.add("media-not-played", ending=f".{ending}"[:12])
            elif digest:
                spoken = kind or MEDIA_ENDINGS[ending]
                found[Media(spoken, digest, ending, box)] = None
        return tuple(found)

    def _placed(
        self, root: etree._Element
    ) -> Iterator[tuple[MediaKind | None, list[str], Box]]:
        """Yield the kind, the references to the file and the place of each."""
        for picture in root.iter(f"{P}pic"):
            if next(picture.iterancestors(_FALLBACK), None) is not None:
                continue
            played = picture.find(f"{P}nvPicPr/{P}nvPr")
            marks = list(played.iter(_P14_MEDIA, *_KINDS)) if played is not None else []
            if marks:
                kinds = (_KINDS[mark.tag] for mark in marks if mark.tag in _KINDS)
                links = [mark.get(f"{_R}{use}") for mark in marks for use in _USES]
                yield next(kinds, None), [n for n in links if n], self._box(picture)
        for sound in root.iterfind(f"{P}timing//{P}sndTgt"):
            yield "audio", [sound.get(f"{_R}embed", "")], _WHOLE_SLIDE

    def _box(self, picture: etree._Element) -> Box:
        """Return a picture's place as shares of the slide, as far as it is on it."""
        width, height = self.size
        frame = _span(picture.find(f"{P}spPr/{A}xfrm"), "off", "ext")
        for group in picture.iterancestors(f"{P}grpSp"):
            look = group.find(f"{P}grpSpPr/{A}xfrm")
            outer, inner = _span(look, "off", "ext"), _span(look, "chOff", "chExt")
            frame = _within(frame, outer, inner)
        if frame is None or width <= 0 or height <= 0:
            return _WHOLE_SLIDE
        left, right = (_share(x, width) for x in (frame[0], frame[0] + frame[2]))
        top, bottom = (_share(y, height) for y in (frame[1], frame[1] + frame[3]))
        if right <= left or bottom <= top:
            return _WHOLE_SLIDE
        return left, top, round(right - left, 4), round(bottom - top, 4)


_USES = ("embed", "link")


def _span(look: etree._Element | None, start: str, size: str) -> _Span | None:
    """Return left, top, width and height of a frame (None: it does not say them)."""
    origin = look.find(f"{A}{start}") if look is not None else None
    extent = look.find(f"{A}{size}") if look is not None else None
    if origin is None or extent is None:
        return None
    written = [(origin, "x"), (origin, "y"), (extent, "cx"), (extent, "cy")]
    left, top, width, height = (whole(where.get(side, "")) for where, side in written)
    return (left, top, width, height) if width > 0 and height > 0 else None


def _within(
    frame: _Span | None, outer: _Span | None, inner: _Span | None
) -> _Span | None:
    """Return a frame's place outside the group that it stands in."""
    if frame is None or outer is None or inner is None:
        return None
    wide, high = outer[2] / inner[2], outer[3] / inner[3]
    left = outer[0] + (frame[0] - inner[0]) * wide
    top = outer[1] + (frame[1] - inner[1]) * high
    return left, top, frame[2] * wide, frame[3] * high


def _share(value: float, of: int) -> float:
    return round(min(max(value / of, 0.0), 1.0), 4)
