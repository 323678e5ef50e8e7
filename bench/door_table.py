"""The table of the door, and the page that it stands on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
PAGE: Final = Path(__file__).with_name("door.md")
Figures = dict[str, Any]


def lines(figures: Figures) -> Iterator[str]:
    """Yield the table, line by line, and what it was measured on."""
    spread, once = figures["spread"], figures["at_once"]
    people, within = f"{figures['people']:,}", f"{figures['seconds']:g} s"
    yield "| what | ours: p50 / p99 / last | reference: p50 / p99 / last | ratio |"
    yield "| --- | --- | --- | --- |"
    ours, other = spread["ours"], spread["reference"]
    yield _row(
        f"{people} within {within}: the form, until it is stored and answered",
        ours,
        other,
        f"p50 {ours['p50_ms'] / other['p50_ms']:.1f}, "
        f"p99 {ours['p99_ms'] / other['p99_ms']:.1f}",
    )
    yield _row("– the code, until the phone has its ticket", spread["scan"])
    yield _row("– the page with the form", spread["page"])
    yield _row("– from that answer to the console's count", spread["count"])
    inside = f"{spread['list']['people']:,}"
    yield _row(f"– the desk's list of people, with up to {inside}", spread["list"])
    bounds = once["interval"]
    interval = f" ({bounds[0]:.1f}–{bounds[1]:.1f})" if bounds else ""
    yield _row(
        f"{people} at the same instant: the form, until it is stored and answered",
        once["ours"],
        once["reference"],
        f"last {once['ratio']:.1f}{interval}",
    )
    counted = {
        name.removeprefix("count_"): value
        for name, value in once["ours"].items()
        if name.startswith("count_")
    }
    yield _row("– from that answer to the console's count", counted)
    cpu = [once[side]["cpu_ms"] / figures["people"] for side in ("ours", "reference")]
    yield (
        f"| – processor time of the server for each | {cpu[0]:.2f} ms | "
        f"{cpu[1]:.2f} ms | {cpu[0] / cpu[1]:.1f} |"
    )
    yield ""
    yield (
        f"{figures['machine']}; {once['rounds']} rounds at the same instant. Within "
        f"{within} the server kept its core {spread['server_busy']:.0%} busy, and "
        f"other programs used {spread['foreign_cores']:.2f} of a core. Nobody was "
        "refused; each person, scan and used ticket was found in the file."
    )


def _row(
    what: str, ours: Figures, other: Figures | None = None, ratio: str = ""
) -> str:
    return f"| {what} | {_told(ours)} | {_told(other) if other else ''} | {ratio} |"


def _told(times: Figures) -> str:
    shown = [times["p50_ms"], times["p99_ms"]]
    shown += [times["last_ms"]] if "last_ms" in times else []
    return f"{' / '.join(f'{one:,.1f}' for one in shown)} ms"


def write(text: str) -> None:
    """Put the table into the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
