"""The AWS emulator: moto with this project's extension, and the stand-in for EKS, on two free ports of the loopback interface.

Prints one line of JSON with both addresses when it is ready, and ends when its standard input does. `POST /copy` at the
stand-in's address answers the same line for a copy of itself, with all that it has by then, on ports of its own.
"""

import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# Roles are given policies that AWS manages.
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: E402
from werkzeug.serving import BaseWSGIServer, make_server  # noqa: E402

import eks  # noqa: E402
import extension  # noqa: E402

HOST = "127.0.0.1"


turn = threading.Lock()
"""Both servers keep their state in the same plain dictionaries and lists, which two threads must not change at once."""
servers: list[BaseWSGIServer] = []

Answer = tuple[str, list[tuple[str, str]], list[bytes]]
answers: dict[str, Answer] = {}
"""The last answers by the caller's own number of its call."""


def once(application: WSGIApplication) -> WSGIApplication:
    """Answers in turn, and a call that is repeated as the first time: a connection that breaks must not do a thing twice."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        call = environ.get("HTTP_AMZ_SDK_INVOCATION_ID", "")
        with turn:
            known = answers.get(call) or ask(application, environ)
            if call and not known[0].startswith("5"):
                answers[call] = known
                if len(answers) > 500:
                    del answers[next(iter(answers))]
        status, headers, body = known
        start_response(status, headers)
        return body

    return answer


def ask(application: WSGIApplication, environ: WSGIEnvironment) -> Answer:
    """The whole answer of an application."""
    told: list[Any] = []
    body = list(application(environ, lambda status, headers, error=None: told.extend((status, headers))))
    return told[0], told[1], body


def serve(application: WSGIApplication) -> int:
    """Starts a server in the background, and returns its free port."""
    server = make_server(HOST, 0, application, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    servers.append(server)
    return server.port


def copied(application: WSGIApplication) -> WSGIApplication:
    """Makes a copy of everything when it is asked for one, and passes everything else on."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if (environ["REQUEST_METHOD"], environ["PATH_INFO"]) != ("POST", "/copy"):
            return application(environ, start_response)
        start_response("200 OK", [("Content-Type", "application/json")])
        return [copy()]

    return answer


def copy() -> bytes:
    """Forks this process: a copy of all that it holds, for the price of what changes from now on."""
    reader, writer = os.pipe()
    with turn:
        if os.fork() == 0:
            live_on(writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as lines:
        return lines.readline()


def live_on(writer: int) -> None:
    """What a copy does until it is ended, or until whoever started the first one is."""
    global turn
    turn = threading.Lock()
    for server in servers:
        server.socket.close()
    servers.clear()
    with os.fdopen(writer, "wb") as lines:
        lines.write(start())
    os.read(0, 1)
    os._exit(0)


def start() -> bytes:
    """Starts both servers and says where they are."""
    aws = serve(once(DomainDispatcherApplication(create_backend_app)))
    stand_in = serve(copied(once(eks.application)))
    place = {"url": f"http://{HOST}:{aws}", "eksUrl": f"http://{HOST}:{stand_in}", "pid": os.getpid()}
    return json.dumps(place).encode() + b"\n"


def main() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for copies
    extension.install()
    sys.stdout.buffer.write(start())
    sys.stdout.buffer.flush()
    os.read(0, 1)


if __name__ == "__main__":
    main()
