"""The AWS emulator: moto with this project's extension, and the stand-in for EKS, on two free ports of the loopback interface.

Prints one line of JSON with both addresses when it is ready, and ends when its standard input does.
"""

import json
import logging
import os
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


TURN = threading.Lock()
"""Both servers keep their state in the same plain dictionaries and lists, which two threads must not change at once."""

Answer = tuple[str, list[tuple[str, str]], list[bytes]]
answers: dict[str, Answer] = {}
"""The last answers by the caller's own number of its call."""


def once(application: WSGIApplication) -> WSGIApplication:
    """Answers in turn, and a call that is repeated as the first time: a connection that breaks must not do a thing twice."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        call = environ.get("HTTP_AMZ_SDK_INVOCATION_ID", "")
        with TURN:
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


def serve(application: WSGIApplication) -> BaseWSGIServer:
    """Starts a server on a free port in the background."""
    server = make_server(HOST, 0, once(application), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main() -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    extension.install()
    aws = serve(DomainDispatcherApplication(create_backend_app))
    stand_in = serve(eks.application)
    print(json.dumps({"url": f"http://{HOST}:{aws.port}", "eksUrl": f"http://{HOST}:{stand_in.port}"}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
