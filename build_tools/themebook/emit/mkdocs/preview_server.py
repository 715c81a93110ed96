"""Shows a preview in browsers, which reload when a source changes.

Browsers also show the warnings and errors. While there are errors, pages are as they were before.
"""

from __future__ import annotations

import errno
import logging
import posixpath
import time
import webbrowser
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from mkdocs.config.config_options import Hooks
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from themebook.core.diagnostics import as_texts, has_errors
from themebook.core.locks import temporary_folder
from themebook.core.printable import printable_lines
from themebook.emit.mkdocs.authors_code import described
from themebook.emit.mkdocs.build import own_plugin
from themebook.emit.mkdocs.preflight.logs import mkdocs_messages
from themebook.emit.mkdocs.preflight.project import check_project
from themebook.emit.mkdocs.preview import Preview
from themebook.emit.mkdocs.project import CannotRun, authored_paths, load, settings_of
from themebook.render.environment import environment

# How often, in seconds, files are looked at, and how long no file may have changed before they are read.
_INTERVAL, _QUIET = 0.2, 0.05

log = logging.getLogger("mkdocs.plugins.themebook")


@dataclass(frozen=True, slots=True)
class _State:
    """What browsers are shown: the last good preview, if there is any yet, and what is wrong with the sources now."""

    preview: Preview | None = None
    messages: tuple[str, ...] = ()
    is_failed: bool = False

    @property
    def heading(self) -> str:
        if not self.is_failed:
            return f"{len(self.messages)} warning{'s' if len(self.messages) > 1 else ''}"
        old = " This page shows it as it was before the error." if self.preview else ""
        return f"The site cannot be built.{old}"


class PreviewServer(LiveReloadServer):
    """Serves the site of a project at an address of this device, and rebuilds it when a source changes."""

    def __init__(self, config_file: str, address: tuple[str, int] | None, say: Callable[[str], None]) -> None:
        """``address`` is a host and a port, by default those in the configuration. ``say`` gets lines for the terminal.

        Raises CannotRun if the configuration cannot be used.
        """
        config = load(config_file)
        self._project_folder = Path(config_file).absolute().parent
        self._config_file = config_file
        self._say = say
        self._state = _State()
        self._folder = Path()
        self._flat: set[str] = set()
        host, port = address or config.dev_addr
        self._host = host
        mount_path = urlsplit(config.site_url or "/").path
        super().__init__(self._rebuild, host, port, root="", mount_path=mount_path, polling_interval=_INTERVAL)
        if ":" in host:
            self.url = f"http://[{host}]:{port}{self.mount_path}"
        self.build_delay = _QUIET
        # It warns of every address that is not a page.
        logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)
        self._watch_all(config)

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Watch a folder and what is below it, or the folder of a file.

        A file itself is not watched, because the watch would end when an editor replaces the file.
        """
        folder = Path(path).absolute()
        recursive = recursive and folder.is_dir()
        while not folder.is_dir():
            folder = folder.parent
        watched = str(folder)
        if recursive and watched in self._flat:
            self._flat.discard(watched)
            self.unwatch(watched)
        if watched not in self._watched_paths:
            super().watch(watched, func, recursive=recursive)
            if not recursive:
                self._flat.add(watched)

    def _watch_all(self, config: MkDocsConfig) -> None:
        """Watch everything that a configuration names."""
        plugin = own_plugin(config, self._config_file)
        for path in (*authored_paths(config, settings_of(config, plugin.config)), *map(Path, config.watch)):
            if path.name != ".git":
                self.watch(str(path))

    def run(self, *, open_in_browser: bool) -> None:
        """Build and serve the site until the process is interrupted. Raises CannotRun if the address is in use.

        Unlike ``serve``, which this replaces, it does so before the first build, and answers meanwhile.
        """
        try:
            self.server_bind()
            self.server_activate()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            hint = "stop the program that uses it, perhaps another preview, or name another with --address"
            raise CannotRun(f"{self.url} is in use; {hint}") from error
        self._say(f"The site is at {self.url} (Ctrl+C stops it).")
        if not _is_of_this_device(self._host):
            self._say("Other devices in your network can see it there too.")
        self.observer.start()
        self.serve_thread.start()
        if open_in_browser:
            webbrowser.open(self.url)
        self._want_rebuild = True
        with temporary_folder() as self._folder:
            try:
                self._build_loop()  # type: ignore[no-untyped-call]
            except KeyboardInterrupt:
                pass
            finally:
                self.shutdown()
                self._say("Stopped.")
                if self._state.preview:
                    self._state.preview.close()

    def _rebuild(self) -> None:
        started = time.monotonic()
        with mkdocs_messages(printable_lines) as messages:
            preview = self._build()
        if preview is None:
            messages[:] = self._reasons(messages)
        for message in messages:
            self._say(message)
        if preview is None:
            self._state = _State(self._state.preview, tuple(messages), is_failed=True)
            self._say(f"Not built. {self.url} shows the errors until they are fixed.")
            return
        last, self._state = self._state.preview, _State(preview, tuple(messages))
        if last:
            last.close()
        else:
            preview.config.plugins.on_serve(self, config=preview.config, builder=self._rebuild)
        self._watch_all(preview.config)
        self._say(f"Built in {time.monotonic() - started:.1f} s.")

    def _build(self) -> Preview | None:
        """The site of the sources as they are now, or None if they have errors, which are logged."""
        try:
            # MkDocs would keep plugins and hooks, but pages of the build before may still be asked for, and hooks may
            # have changed.
            MkDocsConfig.plugins.plugin_cache.clear()  # type: ignore[attr-defined]
            Hooks._load_hook.cache_clear()
            config = load(self._config_file)
            # What is newly named may be what has the error.
            self._watch_all(config)
            config.site_url = self.url
            config.plugins.on_startup(command="serve", dirty=False)
            try:
                return Preview(config, own_plugin(config, self._config_file), self._folder)
            except Exception as error:
                config.plugins.on_build_error(error=error)
                raise
        except (MkDocsException, CannotRun, OSError) as error:
            log.error(str(error))
        except Exception as error:  # An author's template, hook or plugin may raise anything.
            log.error(described(error, self._project_folder))
        return None

    def _reasons(self, messages: Sequence[str]) -> Sequence[str]:
        """Why a build failed: what ``themebook check`` says, which is more than a build does, if it finds an error.

        Otherwise ``messages``, which are those of the build.
        """
        try:
            found = check_project(self._config_file)
        except Exception:  # An author's hook or plugin may raise anything, and then the build has said so.
            return messages
        return [text for _, text in as_texts(found)] if has_errors(found) else messages

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
        if isinstance(content, _Failed):
            state = _State(messages=(content.message,), is_failed=True)
            content, status = b"", "500 Internal Server Error"
        elif content is None and state.preview and self._content(state, posixpath.join(name, "index.html")) is not None:
            start_response("302 Found", [("Location", f"{quote(path)}/")])
            return []
        if content is None:
            missing = self._content(state, "404.html")
            name, content, status = "404.html", missing if isinstance(missing, bytes) else b"", "404 Not Found"
        if name.endswith(".html"):
            content = (content or _EMPTY_PAGE) + _notice(state).encode()
            content = self._inject_js_into_html(content, epoch)  # type: ignore[no-untyped-call]
        kind = self._guess_type(name)  # type: ignore[no-untyped-call]
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return [content]

    def _content(self, state: _State, name: str) -> bytes | _Failed | None:
        if state.preview is None:
            return b"" if name.endswith(".html") else None
        try:
            return state.preview.content(name)
        except Exception as error:  # An author's template, hook or plugin may raise anything.
            message = f"{name}: {described(error, self._project_folder)}"
            log.error(message)
            return _Failed(message)


@dataclass(frozen=True, slots=True)
class _Failed:
    """Why a file could not be made."""

    message: str


# A page with nothing but the notice.
_EMPTY_PAGE = b'<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'


def _is_of_this_device(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _notice(state: _State) -> str:
    """What is wrong with the sources, in the words of the terminal, or that the site is being built."""
    if state.preview and not state.messages:
        return ""
    template = environment().get_template("preview-notice.html.j2")
    return template.render(state=state)
