"""Shows a preview in browsers, which reload when a source changes.

While the sources have errors, browsers show these below the last good state of each page.
"""

from __future__ import annotations

import logging
import posixpath
import time
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer

from themebook.core.printable import printable_lines
from themebook.emit.mkdocs.build import own_plugin
from themebook.emit.mkdocs.preview import Preview
from themebook.emit.mkdocs.project import CannotRun, authored_paths, settings_of
from themebook.render.environment import environment

# How often, in seconds, files are looked at, and how long no file may have changed before they are read.
_INTERVAL, _QUIET = 0.1, 0.05

log = logging.getLogger("mkdocs.plugins.themebook")


@dataclass(frozen=True, slots=True)
class _State:
    """What browsers are shown: the last good preview, if there is any yet, and what is wrong with the sources now."""

    preview: Preview | None = None
    errors: tuple[str, ...] = ()


class PreviewServer(LiveReloadServer):
    """Serves the site of a project at an address of this device, and rebuilds it when a source changes."""

    def __init__(self, config_file: str, address: tuple[str, int] | None, say: Callable[[str], None]) -> None:
        """``address`` is a host and a port, by default those in the configuration. ``say`` gets a line for each build.

        Raises CannotRun if the configuration cannot be used.
        """
        try:
            config = load_config(config_file)
        except MkDocsException as error:
            raise CannotRun(str(error)) from error
        self._config_file = config_file
        self._say = say
        self._state = _State()
        host, port = address or config.dev_addr
        mount_path = urlsplit(config.site_url or "/").path
        super().__init__(self._rebuild, host, port, root="", mount_path=mount_path, polling_interval=_INTERVAL)
        self.build_delay = _QUIET
        # It warns of every address that is not a page.
        logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
        for path in _watched(config, config_file):
            self.watch(str(path))
        config.plugins.on_serve(self, config=config, builder=self._rebuild)

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Watch a folder and what is below it, or the folder of a file.

        A file itself is not watched, because the watch would end when an editor replaces the file.
        """
        if Path(path).is_dir():
            super().watch(path, func, recursive=recursive)
        else:
            super().watch(str(Path(path).absolute().parent), func, recursive=False)

    def run(self, *, open_in_browser: bool) -> None:
        """Build and serve the site until the process is interrupted. Raises OSError if the address is in use.

        Unlike ``serve``, which this replaces, it does so before the first build, and answers meanwhile.
        """
        self.server_bind()
        self.server_activate()
        self.observer.start()
        self.serve_thread.start()
        if open_in_browser:
            webbrowser.open(self.url)
        self._want_rebuild = True
        try:
            self._build_loop()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            self.shutdown()

    def _rebuild(self) -> None:
        started = time.monotonic()
        with _errors() as errors:
            preview = self._build()
        if preview:
            self._state = _State(preview)
            self._say(f"Built in {time.monotonic() - started:.1f} s: {self.url}")
        else:
            self._state = _State(self._state.preview, tuple(errors))
            self._say(f"Not built. {self.url} shows the errors until they are fixed.")

    def _build(self) -> Preview | None:
        """The site of the sources as they are now, or None if they have errors, which are logged."""
        try:
            # MkDocs would keep plugins from the build before, but pages of that one may still be asked for.
            MkDocsConfig.plugins.plugin_cache.clear()  # type: ignore[attr-defined]
            config = load_config(self._config_file)
            config.site_url = self.url
            config.plugins.on_startup(command="serve", dirty=False)
            return Preview(config, own_plugin(config, self._config_file))
        except Abort:
            # MkDocs has logged the reason.
            return None
        except (MkDocsException, CannotRun, OSError) as error:
            log.error(str(error))
        except Exception as error:  # An author's template, hook or plugin may raise anything.
            log.error("%s: %s", type(error).__name__, error)
        return None

    def _serve_request(self, environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/") or not f"{path}/".startswith(self.mount_path):
            answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
            return answer
        # First the time of the build, so that a page is never taken for newer than it is.
        epoch, state = self._visible_epoch, self._state
        name = posixpath.normpath(f"/{path[len(self.mount_path) :]}").lstrip("/")
        if path.endswith("/"):
            name = posixpath.join(name, "index.html")
        content, status = self._content(state, name), "200 OK"
        if content is None and self._content(state, f"{name}/index.html") is not None:
            start_response("302 Found", [("Location", f"{quote(path)}/")])
            return []
        if content is None:
            name, content, status = "404.html", self._content(state, "404.html") or b"404 Not Found", "404 Not Found"
        if name.endswith(".html"):
            content += _notice(state).encode()
            content = self._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        kind = self._guess_type(name)  # type: ignore[no-untyped-call]
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    def _content(self, state: _State, name: str) -> bytes | None:
        if state.preview is None:
            return _EMPTY_PAGE.encode() if name.endswith(".html") else None
        try:
            return state.preview.content(name)
        except Exception as error:  # An author's template, hook or plugin may raise anything.
            message = f"{name}: {type(error).__name__}: {error}"
            log.error(message)
            return (_EMPTY_PAGE + _notice(_State(errors=(message,)))).encode()


# A page of which there is only the notice.
_EMPTY_PAGE = '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'


def _notice(state: _State) -> str:
    """What is wrong with the sources, in the words of the terminal, or that the site is being built."""
    if state.preview and not state.errors:
        return ""
    template = environment().get_template("preview-notice.html.j2")
    return template.render(errors=state.errors, is_old=state.preview is not None)


def _watched(config: MkDocsConfig, config_file: str) -> Iterator[Path]:
    plugin = own_plugin(config, config_file)
    written = authored_paths(config, settings_of(config, plugin.config))
    yield from (path for path in written if path.name != ".git")
    yield from map(Path, config.watch)


@contextmanager
def _errors() -> Iterator[list[str]]:
    """The errors that MkDocs and its plugins log meanwhile."""
    mkdocs, keeping = logging.getLogger("mkdocs"), _Keeping(logging.ERROR)
    mkdocs.addHandler(keeping)
    try:
        yield keeping.messages
    finally:
        mkdocs.removeHandler(keeping)


class _Keeping(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(printable_lines(record.getMessage()))
