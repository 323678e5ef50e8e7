"""A run of the program whose memory is measured: `python measured_child.py …`.

It says its peak in kilobytes in the last line of the errors. A child's usage as the
system counts it begins with its parent's; this is the program's own.
"""

import sys
from pathlib import Path

from facilitator import cli

if __name__ == "__main__":
    code = cli.run(lambda: cli.commands(sys.argv[1:], standalone_mode=False))
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (peak,) = (line for line in status if line.startswith("VmHWM"))
    sys.stderr.write(f"{peak.split()[1]}\n")
    sys.exit(code)
