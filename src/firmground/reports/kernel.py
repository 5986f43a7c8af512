"""A Jupyter kernel of this very Python, reached through sockets that no other kernel can take.

Where processes can be forked safely, kernels come from one process that has imported what they need (``warm.py``): each
is an ipykernel of its own that starts with the imports done. Elsewhere, and whenever that process is gone, a kernel is
started from nothing, which takes longer and gives the same outputs.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

#: Seconds between two looks at the socket of the warm process.
_LOOK = 0.005
#: On macOS, parts of the system that a library may have touched do not survive a fork; Windows has none.
_CAN_FORK = sys.platform == "linux"
#: ``-c`` puts the working folder first among the places to import from; an ordinary kernel leaves it out at first.
_PROGRAM = (
    "import sys; sys.path.remove('') if '' in sys.path else None; from firmground.reports.warm import main; main({})"
)


def kernel_environment(articles: Path | None, scratch: Path) -> dict[str, str]:
    """The environment of a kernel: this process's own, with everything fixed that could show in a page.

    Args:
        articles: the folder of article texts, when it is not the ledger's own ``articles/``.
        scratch: an empty folder: a user's own IPython configuration and start-up files have no say in a build.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "FIRMGROUND_", "PYTHONSTARTUP"))}
    fixed = dict(_FIXED) | {"IPYTHONDIR": str(scratch)}
    if articles is not None:
        fixed["FIRMGROUND_ARTICLES"] = str(articles)
    return kept | fixed


_FIXED = MappingProxyType(
    {
        "PYTHONHASHSEED": "0",
        "TZ": "UTC",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "LANGUAGE": "C",
        "PYTHONUTF8": "1",
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # draws with Agg, needs no screen
    }
)


class Warm:
    """The near end of the line to the warm process. Used from one thread at a time.

    Attributes:
        process: its id.
        gone: whether it has ended, as far as was looked.
    """

    def __init__(self, line: socket.socket, process: int, environment: Mapping[str, str]) -> None:
        self.process = process
        self._line = line
        self._environment = environment
        self._got = b""
        self._number = 0
        self._begun: dict[int, int] = {}
        self._ended: dict[int, int] = {}
        self.gone = False

    def look(self) -> None:
        """Take in what the process has said."""
        while not self.gone:
            try:
                part = self._line.recv(65536)
            except BlockingIOError:
                return
            except OSError:
                part = b""
            self.gone = not part
            *whole, self._got = (self._got + part).split(b"\n")
            for said in map(json.loads, whole):
                if "ended" in said:
                    self._ended[said["process"]] = said["ended"]
                else:
                    self._begun[said["number"]] = said["process"]

    async def fork(self, arguments: Sequence[str], environment: Mapping[str, str]) -> WarmKernel | None:
        """A new kernel; ``None`` when the process is gone.

        Args:
            arguments: of the ipykernel’s own command line.
            environment: of the kernel.
        """
        self._number += 1
        number = self._number
        other: dict[str, str | None] = {k: v for k, v in environment.items() if self._environment.get(k) != v}
        other |= dict.fromkeys(self._environment.keys() - environment.keys())
        asked = {"number": number, "arguments": list(arguments), "environment": other}
        try:
            self._line.sendall(json.dumps(asked).encode() + b"\n")
        except OSError:
            self.gone = True
        while number not in self._begun:
            self.look()
            if self.gone:
                return None
            await asyncio.sleep(_LOOK)
        return WarmKernel(self, self._begun.pop(number))

    def ended(self, process: int) -> int | None:
        """How a kernel ended; ``None`` while it runs."""
        self.look()
        return self._ended.get(process, 1 if self.gone else None)


class WarmKernel:
    """A forked kernel, as jupyter_client knows processes: like ``subprocess.Popen``."""

    stdin = stdout = stderr = None

    def __init__(self, warm: Warm, process: int) -> None:
        self.pid = process
        self._warm = warm

    def poll(self) -> int | None:
        """Its exit code; ``None`` while it runs."""
        return self._warm.ended(self.pid)

    def wait(self) -> int | None:
        """The same; asked only when it has ended."""
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended: then its number may be another's."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


@contextmanager
def warmed(folder: Path, articles: Path | None) -> Iterator[Warm | None]:
    """The warm process for as long as it is needed; ``None`` where there can be none. It warms up by itself meanwhile.

    Args:
        folder: where the notebooks stand.
        articles: the folder of article texts, when it is not the ledger's own.
    """
    if not _CAN_FORK or not folder.is_dir():
        yield None
        return
    near, far = socket.socketpair()
    environment = kernel_environment(articles, folder)
    del environment["IPYTHONDIR"]  # each kernel gets its own
    try:
        process = subprocess.Popen(
            [sys.executable, "-Xfrozen_modules=off", "-c", _PROGRAM.format(far.fileno())],
            pass_fds=[far.fileno()],
            stdin=subprocess.DEVNULL,
            cwd=folder,
            env=environment,
            start_new_session=True,  # Ctrl-C is for us alone
        )
    except OSError:
        near.close()
        far.close()
        yield None
        return
    far.close()
    near.setblocking(False)
    try:
        yield Warm(near, process.pid, environment)
    finally:
        near.close()
        process.kill()
        process.wait()
