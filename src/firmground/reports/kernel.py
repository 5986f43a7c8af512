"""A Jupyter kernel of this very Python, reached through sockets that no other kernel can take."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

#: A path of a socket may have 107 characters; jupyter_client adds the last few.
_LONGEST = 95


class OwnKernel(KernelSpecManager):
    """Knows one kernel. One called “python3” elsewhere on the machine may have no firmground, or another one."""

    def get_kernel_spec(self, kernel_name: str) -> Any:
        """The kernel of this Python, whatever a notebook asks for."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="firmground", language="python", name=kernel_name)


def new_kernel(home: Path) -> Any:
    """A manager of a kernel that has not been started; its files go into ``home``."""
    manager = AsyncKernelManager(kernel_spec_manager=OwnKernel(), connection_file=str(home / "k.json"))
    if os.name == "posix" and len(str(home)) <= _LONGEST:
        # Of ports, two kernels that start together may pick the same one (papermill issue 511).
        manager.transport = "ipc"
        manager.ip = str(home / "k")
    return manager
