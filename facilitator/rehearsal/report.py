"""The short report at the end: what was sent, acknowledged and stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from facilitator.rehearsal.before_after import told
from facilitator.rehearsal.ledger import Ledger
from facilitator.rehearsal.stored import Stored


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one rehearsal."""

    plan: str
    phones: int
    sign_ins: int
    sent: int
    acknowledged: int
    stored: int
    kept: int
    resent: int
    changed: int
    refused: int
    reconnected: int
    people: int
    evaluations: int
    forms: str
    worksheets: int
    sign_outs: int
    no_sign_out: int
    milliseconds: tuple[float, ...]
    messages: tuple[int, ...]
    seconds: float
    folder: Path | None

    def text(self) -> str:
        """Return the report in lines."""
        times = self.milliseconds or (0.0,)
        heard = self.messages or (0,)
        answers = (
            f"{self.sent} sent, {self.acknowledged} acknowledged, "
            f"{self.changed} of them changes of mind; {self.resent} sent again, "
            f"{self.refused} invalid on purpose, refused"
        )
        messages = (
            f"median {median(heard):g}, most {max(heard)} "
            "per phone and question, from opening to results"
        )
        speed = f"median {median(times):.1f} ms, slowest {max(times):.1f} ms"
        folder = str(self.folder) if self.folder else "not kept (no --export)"
        lines = (
            ("Plan", self.plan),
            ("Phones", f"{self.phones}, in {self.seconds:.1f} s"),
            ("Signed in", f"{self.sign_ins}; in the workbook {self.people}"),
            ("Answers", answers),
            ("Stored", f"{self.stored} answers, of {self.kept} acknowledged last"),
            ("Evaluations", str(self.evaluations)),
            ("Pre and post", self.forms),
            ("Worksheets", str(self.worksheets)),
            ("Signed out", f"{self.sign_outs}; {self.no_sign_out} left without"),
            ("Connections", f"{self.reconnected} dropped on purpose and recovered"),
            ("Acknowledged", speed),
            ("Messages", messages),
            ("Workbooks", folder),
        )
        return "\n".join(f"{name + ':':<14}{said}" for name, said in lines) + "\n"


def add_up(
    plan: str,
    ledgers: Sequence[Ledger],
    stored: Stored,
    messages: Sequence[int],
    seconds: float,
    folder: Path | None,
) -> Report:
    """Return the report of a rehearsal that is over."""
    outs = sum(out * times for (_, out), times in stored.people.items())
    return Report(
        plan=plan,
        phones=len(ledgers),
        sign_ins=sum(ledger.signed_in for ledger in ledgers),
        sent=sum(ledger.sent for ledger in ledgers),
        acknowledged=sum(ledger.acknowledged for ledger in ledgers),
        stored=sum(stored.answered.values()),
        kept=sum(len(ledger.answers) for ledger in ledgers),
        resent=sum(ledger.resent for ledger in ledgers),
        changed=sum(ledger.changed for ledger in ledgers),
        refused=sum(ledger.refused.total() for ledger in ledgers),
        reconnected=sum(ledger.reconnected for ledger in ledgers),
        people=stored.people.total(),
        evaluations=stored.evaluations.total(),
        forms=told(list(stored.forms.elements())),
        worksheets=stored.worksheets.total(),
        sign_outs=outs,
        no_sign_out=stored.people.total() - outs,
        milliseconds=tuple(ms for ledger in ledgers for ms in ledger.milliseconds),
        messages=tuple(messages),
        seconds=seconds,
        folder=folder,
    )
