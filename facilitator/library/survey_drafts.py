"""Surveys as they are being edited, kept on the disk until they are saved.

A draft is apart from the curriculum: nobody reads a survey that is half changed. It
outlives a restart, knows each step that led to it, and notices when the file that it
began with was changed by something else.
"""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from threading import RLock

from facilitator.errors import FacilitatorError
from facilitator.file_writing import write_whole
from facilitator.library.option_edits import Used
from facilitator.library.picture_tidying import tidy
from facilitator.library.problems import Report
from facilitator.library.survey_draft import Draft, Step, as_record, from_record
from facilitator.library.survey_tree import Tree, comments_of, tree_of
from facilitator.library.text_file import LARGEST, read_words

MOST_STEPS = 30
EARLIER = ".earlier"


class FileChangedError(FacilitatorError):
    """Something else wrote the file since the draft was begun."""

    code = "file-changed"
    status = 409
    sentence = (
        "{file} was changed by another program since you began. Nothing was saved. "
        "Save yours under another name, or leave it and read the file anew."
    )


class ChangedElsewhereError(FacilitatorError):
    """Another window changed the draft."""

    code = "changed-elsewhere"
    status = 409
    sentence = (
        "This survey was changed in another window, so your last change was not taken. "
        "This is how it stands now."
    )


class DraftTooLargeError(FacilitatorError):
    """The survey has more words than a file may have."""

    code = "survey-too-large"
    status = 413
    sentence = "The survey is too long for one file. Make two of it."


@dataclass(frozen=True, slots=True)
class SurveyDrafts:
    """The drafts of one curriculum's surveys, in a folder of their own."""

    curriculum: Path
    folder: Path
    lock: RLock = field(default_factory=RLock)

    def file(self, name: str) -> Path:
        """Return where a survey lies, or would."""
        return self.curriculum / "surveys" / f"{name}.yaml"

    def is_kept(self, name: str) -> bool:
        """Whether there are changes of a survey that are not saved."""
        return self._kept(name).is_file()

    def begun(self) -> tuple[str, ...]:
        """Return the surveys with changes that are not saved, also without a file."""
        beginning = self._kept("").name.removesuffix(".json")
        there = (path.stem for path in self.folder.glob(f"{beginning}*.json"))
        return tuple(sorted(name.removeprefix(beginning) for name in there))

    def draft(self, name: str) -> Draft | None:
        """Return the draft of a survey, new where nothing was changed yet.

        None stands for a file that cannot be edited part by part.
        """
        kept = self._kept(name)
        if kept.is_file():
            return from_record(name, json.loads(kept.read_text(encoding="utf-8")))
        return self._begun(name)

    def begin(self, name: str, tree: Tree, added: tuple[str, ...] = ()) -> None:
        """Keep a new survey as a draft; there is no file of it yet."""
        used = Used().with_tree(tree)
        with self.lock:
            self._keep(Draft(name, tree, number=1, used=used, added=added))

    def change(
        self,
        name: str,
        revision: str,
        did: str,
        edit: Callable[[Tree, Used], None],
        added: tuple[str, ...] = (),
    ) -> Draft:
        """Change a draft and keep it, with the state before to go back to.

        Words typed into one part are one step, however often they are kept.

        Args:
            name: the survey.
            revision: what the form was made for.
            did: what is done, such as `remove` or `words 3`.
            edit: changes the tree it is given.
            added: a picture that came into the surveys' folder with the change.

        Raises:
            ChangedElsewhereError: the form was made for an earlier state.
            FacilitatorError: the edit cannot be made; nothing is changed then.
        """
        with self.lock:
            before = self._current(name, revision)
            tree = copy.deepcopy(before.tree)
            edit(tree, before.used)
            if tree == before.tree:
                return before
            past = before.past
            if not (did.startswith("words") and past and past[-1].did == did):
                past = (*past, Step(did, before.tree))[-MOST_STEPS:]
            made = replace(
                before,
                tree=tree,
                past=past,
                number=before.number + 1,
                used=before.used.with_tree(tree),
                added=(*before.added, *added),
            )
            if len(made.words.encode()) > LARGEST:
                raise DraftTooLargeError
            self._keep(made)
            return made

    def undo(self, name: str, revision: str) -> Draft:
        """Take the last step back."""
        with self.lock:
            draft = self._current(name, revision)
            if not draft.past:
                return draft
            *past, last = draft.past
            made = replace(
                draft, tree=last.tree, past=tuple(past), number=draft.number + 1
            )
            self._keep(made)
            return made

    def try_out(self, name: str) -> None:
        """Note that a draft was to be saved, so that all its problems are told."""
        with self.lock:
            draft = self.draft(name)
            if draft and self.is_kept(name) and not draft.tried:
                self._keep(replace(draft, tried=True))

    def discard(self, name: str) -> None:
        """Leave a draft, and its pictures that nothing else refers to.

        The file stays what it is.
        """
        with self.lock:
            draft = self.draft(name) if self.is_kept(name) else None
            self._kept(name).unlink(missing_ok=True)
            self.tidy(draft.added if draft else ())

    def tidy(self, added: tuple[str, ...]) -> None:
        """Remove pictures that were added, where nothing refers to them."""
        with self.lock:
            tidy(self.curriculum, self.folder, added)

    def is_behind(self, draft: Draft) -> bool:
        """Whether the file of a draft is not the one that it began with."""
        return _hash_of(self.file(draft.name)) != draft.base

    def save(self, draft: Draft) -> Path:
        """Write a draft that has no problems as the survey's file, whole.

        The file as it was stays in a folder beside it.

        Raises:
            FileChangedError: the file is not the one that the draft began with.
            NotWrittenError: the disk refuses.
        """
        file = self.file(draft.name)
        with self.lock:
            if self.is_behind(draft):
                raise FileChangedError(file=f"surveys/{file.name}")
            words = draft.words.encode("utf-8")
            is_same = file.is_file() and file.read_bytes() == words
            if file.is_file() and not is_same:
                self._keep_earlier(file)
            if not is_same:
                write_whole(file, words)
            self.discard(draft.name)
        return file

    def earlier(self, name: str) -> tuple[Path, ...]:
        """Return the earlier versions of a survey, oldest first."""
        there = self.curriculum / "surveys" / EARLIER
        return tuple(sorted(there.glob(f"{name}.[0-9][0-9][0-9][0-9].yaml")))

    def versions(self, name: str) -> tuple[Tree, ...]:
        """Return a file as it was and as it is, as far as each can be read."""
        read = (read_words(p, Report(p.name)) for p in self.earlier(name))
        now = read_words(self.file(name), Report(name))
        found = (tree_of(words or "") for words in (*read, now))
        return tuple(tree for tree in found if tree)

    def _keep_earlier(self, file: Path) -> None:
        there = self.curriculum / "surveys" / EARLIER
        there.mkdir(exist_ok=True)
        kept = self.earlier(file.stem)
        number = int(kept[-1].suffixes[-2][1:]) + 1 if kept else 1
        write_whole(there / f"{file.stem}.{number:04}.yaml", file.read_bytes())

    def _current(self, name: str, revision: str) -> Draft:
        draft = self.draft(name)
        if draft is None or draft.revision != revision:
            raise ChangedElsewhereError
        return draft

    def _begun(self, name: str) -> Draft | None:
        file = self.file(name)
        words = read_words(file, Report(file.name))
        tree = tree_of(words) if words is not None else None
        if words is None or tree is None:
            return None
        heading, more = comments_of(words)
        used = Used()
        for version in self.versions(name):
            used = used.with_tree(version)
        return Draft(name, tree, _hash_of(file), heading, more, used=used)

    def _kept(self, name: str) -> Path:
        # Drafts of another curriculum's survey of the same name are others.
        where = sha256(str(self.curriculum.resolve()).encode()).hexdigest()[:12]
        return self.folder / f"{where}-{name}.json"

    def _keep(self, draft: Draft) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        record = json.dumps(as_record(draft), ensure_ascii=False)
        write_whole(self._kept(draft.name), record.encode("utf-8"))


def _hash_of(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
