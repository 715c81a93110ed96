"""Work that goes on in a thread while a build does something else."""

from __future__ import annotations

import subprocess
from abc import ABC, abstractmethod
from threading import Event, Thread


class BackgroundTask(ABC):
    """Work in a thread, which may start a process. It stops when it is abandoned, and keeps its error to be asked for.

    The thread starts when this is constructed, so subclasses set their own attributes first.
    """

    def __init__(self, name: str) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._error: Exception | None = None
        self._is_stopped = Event()
        self._thread = Thread(target=self._run, name=name)
        self._thread.start()

    @abstractmethod
    def _work(self) -> None:
        """Do the work, in the thread."""

    def _run(self) -> None:
        try:
            self._work()
        except Exception as error:  # It is raised again where the build waits for this thread.
            self._error = error

    def _stop_with_task(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process, which the work has started, when the task is abandoned."""
        self._process = process
        # ``abandon`` either sees the process or has been noticed here.
        if self._is_stopped.is_set():
            process.kill()

    def _wait(self) -> Exception | None:
        """Wait for the end of the work. Returns the error that ended it, if any."""
        self._thread.join()
        return self._error

    def abandon(self) -> None:
        """Stop, because the build has failed."""
        self._is_stopped.set()
        if self._process:
            self._process.kill()
        self._thread.join()
