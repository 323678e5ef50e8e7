"""Everything that is measured of the whole product, by one command.

    python -m bench [--quick] [--phones 200,500,1000] [--rounds 30]

Writes the table in `bench/README.md` and `bench/latest.json`; `--quick` measures
200 phones in fewer rounds and writes nothing.
"""

import argparse
import gc
import json
import os
import platform
import sys
import time
from datetime import UTC, datetime
from typing import Any

from bench import children, first_page, rooms, table


def main() -> None:
    """Measure, print and write."""
    options = argparse.ArgumentParser(prog="bench", description=__doc__)
    options.add_argument("--phones", default="200,500,1000")
    options.add_argument("--rounds", type=int, default=30)
    options.add_argument("--quick", action="store_true")
    chosen = options.parse_args()
    counts = [int(count) for count in chosen.phones.split(",")]
    if chosen.quick:
        counts, chosen.rounds = [200], 10
    children.allow_connections()
    began = time.monotonic()
    figures: dict[str, Any] = {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": {
            "cores": os.cpu_count(),
            "python": platform.python_version(),
            "system": platform.system(),
            "load": f"{os.getloadavg()[0]:.1f}" if sys.platform != "win32" else "–",
        },
        "start": first_page.start(),
        "phone_load": first_page.phone_load(),
    }
    print(json.dumps(figures), file=sys.stderr)
    children.pin(os.getpid(), children.CLIENT_CORE)
    gc.disable()  # a collection in the phones would count as the server's time
    figures["rooms"] = []
    for count in counts:
        measured = rooms.measure(count, chosen.rounds)
        print(json.dumps(measured), file=sys.stderr)
        figures["rooms"].append(measured)
        gc.collect()
    figures["seconds"] = round(time.monotonic() - began)
    print("\n".join(table.lines(figures)) if chosen.quick else table.write(figures))


if __name__ == "__main__":
    main()
