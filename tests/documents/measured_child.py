"""A run of the program whose memory is measured: `python measured_child.py …`.

The last line of the errors is the peak in kilobytes, of this process or of one that
it starts, whichever is larger. The system counts a process from its parent's size on,
so it is asked from here, where that is small.
"""

import resource
import sys
from pathlib import Path

from facilitator import cli

if __name__ == "__main__":
    code = cli.run(lambda: cli.commands(sys.argv[1:], standalone_mode=False))
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    (own,) = (line for line in status if line.startswith("VmHWM"))
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sys.stderr.write(f"{max(int(own.split()[1]), started)}\n")
    sys.exit(code)
