"""Jupyter’s management of kernels, for our own: which Python they are, and how they come to be."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from firmground.reports.kernel import Warm

#: A path of a socket may have 107 characters; jupyter_client adds the last few.
_LONGEST = 95
#: Seconds between two looks whether a kernel has ended.
_LOOK = 0.005


class OwnKernel(KernelSpecManager):
    """Knows one kernel. One called “python3” elsewhere on the machine may have no firmground, or another one."""

    def get_kernel_spec(self, kernel_name: str) -> Any:
        """The kernel of this Python, whatever a notebook asks for."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="firmground", language="python", name=kernel_name)


class Forked(LocalProvisioner):
    """Has kernels forked from the warm process, and starts them from nothing when it is gone."""

    warm: Warm

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start a kernel with the arguments of this command."""
        process = await self.warm.fork(cmd[cmd.index("ipykernel_launcher") + 1 :], kwargs["env"])
        if process is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process: Any = process
        self.pid = self.pgid = process.pid  # it leads a group of its own
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    async def wait(self) -> int | None:
        """The end of the kernel, noticed sooner than jupyter_client would."""
        while await self.poll() is None:
            await asyncio.sleep(_LOOK)
        return await super().wait()


def new_kernel(home: Path, warm: Warm | None = None) -> Any:
    """A manager of a kernel that has not been started.

    Args:
        home: a folder for its files alone.
        warm: what it can be forked from.
    """
    manager = AsyncKernelManager(kernel_spec_manager=OwnKernel(), connection_file=str(home / "k.json"))
    if os.name == "posix" and len(str(home)) <= _LONGEST:
        # Of ports, two kernels that start together may pick the same one (papermill issue 511).
        manager.transport = "ipc"
        manager.ip = str(home / "k")
    if warm is not None and not warm.gone:
        forked = Forked(parent=manager, kernel_spec=manager.kernel_spec)
        forked.warm = warm
        manager.provisioner = forked
    return manager
