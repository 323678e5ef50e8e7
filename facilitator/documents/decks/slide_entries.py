"""The slides that a presentation lists, changed: some put in, some taken out."""

from copy import deepcopy

from lxml import etree

from facilitator.documents.office_text import R_ID
from facilitator.documents.package import remove
from facilitator.documents.slide_list import P

_P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
_LEAST_ID, _MOST_ID = 256, 2_147_483_647
# What stands before the list of notes masters in the schema.
_BEFORE_NOTES = f"{P}sldMasterIdLst"


class SlideEntries:
    """The entries of `root`, the presentation's main part, in order."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._list = root.find(f"{P}sldIdLst")

    def links(self) -> list[str]:
        """Return the ids of the references to the slides, in order."""
        return [entry.get(R_ID, "") for entry in self._entries()]

    def insert(self, place: int, link: str) -> None:
        """Put a slide in at a place; it joins the section of the one before it."""
        entries = self._entries()
        entry = etree.Element(f"{P}sldId")
        entry.set("id", self._free_id())
        entry.set(R_ID, link)
        before = entries[place - 1]
        before.addnext(entry)
        for listed in self._in_sections(before.get("id", "")):
            member = deepcopy(listed)
            member.set("id", entry.get("id", ""))
            listed.addnext(member)

    def take_out(self, link: str) -> None:
        """Take a slide out of the list, its section and every custom show."""
        for entry in self._entries():
            if entry.get(R_ID) == link:
                for listed in self._in_sections(entry.get("id", "")):
                    remove(listed)
                remove(entry)
        for shown in list(self.root.iterfind(f"{P}custShowLst//{P}sld")):
            if shown.get(R_ID) == link:
                remove(shown)

    def add_notes_master(self, link: str) -> None:
        """Name the notes master of a presentation that has none."""
        listed = etree.Element(f"{P}notesMasterIdLst")
        etree.SubElement(listed, f"{P}notesMasterId").set(R_ID, link)
        masters = self.root.find(_BEFORE_NOTES)
        if masters is None:
            self.root.insert(0, listed)
        else:
            masters.addnext(listed)

    def _entries(self) -> list[etree._Element]:
        return [] if self._list is None else self._list.findall(f"{P}sldId")

    def _in_sections(self, number: str) -> list[etree._Element]:
        """Return where the sections name a slide (nowhere: there are none)."""
        return [e for e in self.root.iter(f"{_P14}sldId") if e.get("id") == number]

    def _free_id(self) -> str:
        taken = {int(entry.get("id", "0")) for entry in self._entries()}
        highest = max(taken, default=0) + 1
        if _LEAST_ID <= highest <= _MOST_ID:
            return str(highest)
        return str(next(n for n in range(_LEAST_ID, _MOST_ID) if n not in taken))
