"""A small process that outlives a build which was killed, and ends the kernels that it left.

A kernel looks for its parent by itself, but not while it is inside C code. The watchdog reads from a pipe that only
the build holds: numbers of processes, with a minus for those that have ended. When the pipe closes, whatever closed it,
it kills the rest.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import IO, Any, Self

#: Runs without this package and without site-packages, so that it starts in a few hundredths of a second.
_PROGRAM = """
import os, signal, sys
left = set()
for line in sys.stdin:
    number = int(line)
    left.add(number) if number > 0 else left.discard(-number)
for number in left:
    try:
        if hasattr(os, "killpg"):
            os.killpg(number, signal.SIGKILL)  # a kernel leads a group of its own
        else:
            os.kill(number, signal.SIGTERM)
    except OSError:
        pass
"""


class Watchdog:
    """The near end of the pipe; used from one thread."""

    def __init__(self) -> None:
        # A group of its own: Ctrl-C in the terminal, or a signal to the build's group, is not for it.
        own: Any = {"creationflags": 0x200} if sys.platform == "win32" else {"start_new_session": True}
        command = [sys.executable, "-I", "-S", "-c", _PROGRAM]
        none = subprocess.DEVNULL
        self._pipe: IO[bytes] | None = None
        with suppress(OSError):  # where nothing can be started, no kernel will be
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=none, stderr=none, **own)
            self._pipe = self._process.stdin

    def begun(self, process: int) -> None:
        """A kernel has started."""
        self._say(process)

    def ended(self, process: int) -> None:
        """A kernel has ended: its number may soon be another's."""
        self._say(-process)

    def _say(self, number: int) -> None:
        if self._pipe is not None:
            with suppress(OSError):  # it was killed; the build does without
                self._pipe.write(f"{number}\n".encode())
                self._pipe.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pipe is not None:
            with suppress(OSError):
                self._pipe.close()
            self._process.wait()
