"""The process that kernels are forked from: it has imported what they need and read the ledger, once for all of them.

It runs no notebook, so nothing of one page can reach another. It listens on a socket; each line is a request for a
kernel, and it answers with the kernel's process id, and later with how that process ended. It ends with its caller.
"""

from __future__ import annotations

import builtins
import gc
import json
import os
import select
import signal
import socket
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

#: What an ipykernel imports while it starts; one that another release does not have is left out.
_KERNEL = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "IPython.core.debugger",
    "IPython.core.completerlib",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "sqlite3",
    "tornado.platform.asyncio",
    "tornado.queues",
)


@dataclass(frozen=True)
class Request:
    """A kernel that is asked for.

    Attributes:
        number: by which the answer is known.
        arguments: of the ipykernel’s own command line.
        environment: what is other than in this process; ``None`` takes a variable away.
    """

    number: int
    arguments: list[str]
    environment: dict[str, str | None]


def main(handle: int) -> None:
    """Warm up, then fork a kernel for each request.

    Args:
        handle: the socket's file descriptor.
    """
    with socket.socket(fileno=handle) as line:
        warm_up()
        # Where a file beside the notebooks would be imported in a library's place, kernels must start from nothing.
        request = None if shadows(Path.cwd()) else serve(line)
    if request is not None:
        become_kernel(request)


def warm_up() -> None:
    """Import what the first cells of most notebooks import, read the ledger and draw once. Nothing here may fail."""
    for module in _KERNEL:
        with suppress(Exception):
            import_module(module)
    with suppress(Exception):
        import firmground
        from firmground.reports.views import chart, gallery  # noqa: F401

        with as_in_a_notebook():
            import pandas as pd  # noqa: F401
        ledger = firmground.open_ledger()
        ledger.rows("claims")
        ledger.chart("verdicts")  # matplotlib finds and reads its fonts
    gc.collect()
    gc.freeze()  # memory that nobody will throw away stays shared by all kernels


@contextmanager
def as_in_a_notebook() -> Iterator[None]:
    """For a library that asks while it is imported whether this is a notebook: pandas shows more columns in one."""
    vars(builtins)["get_ipython"] = lambda: SimpleNamespace(kernel=None)
    try:
        yield
    finally:
        del vars(builtins)["get_ipython"]


def shadows(folder: Path) -> bool:
    """Whether a file beside the notebooks bears the name of a module that an ordinary kernel would find there first."""
    known = {name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)
    return any(path.name.removesuffix(".py") in known for path in folder.iterdir())


def serve(line: socket.socket) -> Request | None:
    """Answer requests until the caller is gone. In each forked process this returns the request to serve."""
    ended, told = os.pipe()
    os.set_blocking(told, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(told)
    got = b""
    while True:
        ready, _, _ = select.select([line.fileno(), ended], [], [])
        if ended in ready:
            os.read(ended, 4096)
            _tell_ended(line)
        if line.fileno() in ready:
            part = line.recv(65536)
            if not part:
                return None
            *whole, got = (got + part).split(b"\n")
            for one in whole:
                request = Request(**json.loads(one))
                if (process := _fork()) == 0:
                    signal.set_wakeup_fd(-1)
                    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                    os.close(ended)
                    os.close(told)
                    return request
                _tell(line, {"number": request.number, "process": process})


def _fork() -> int:
    with warnings.catch_warnings():
        # Python 3.12 warns of threads; the only ones here are those of numpy's OpenBLAS, which knows forks.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _tell(line: socket.socket, message: dict[str, int]) -> None:
    with suppress(OSError):  # the caller is gone, which the next reading will show
        line.sendall(json.dumps(message).encode() + b"\n")


def _tell_ended(line: socket.socket) -> None:
    with suppress(ChildProcessError):
        while (found := os.waitpid(-1, os.WNOHANG))[0]:
            _tell(line, {"process": found[0], "ended": os.waitstatus_to_exitcode(found[1])})


def become_kernel(request: Request) -> None:
    """From here on this process is an ordinary ipykernel, as ``ipykernel_launcher`` starts one."""
    os.setsid()
    parent = os.getppid()
    for name, value in {**request.environment, "JPY_PARENT_PID": str(parent)}.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    if random := sys.modules.get("numpy.random"):
        random.seed()  # Python's own random numbers start afresh after a fork; these would not
    from importlib.util import find_spec

    from ipykernel.kernelapp import IPKernelApp

    launcher = find_spec("ipykernel_launcher")
    sys.argv = [str(launcher.origin) if launcher else "", *request.arguments]
    application: Any = IPKernelApp
    application.launch_instance(parent_handle=parent)
