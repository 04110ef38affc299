"""The AWS emulator: moto with this project's extension, and the stand-in for EKS, on two free ports of the loopback interface.

Prints one line of JSON with both addresses when it is ready, and ends when its standard input does.
"""

import json
import logging
import os
import sys
import threading
from collections.abc import Iterable
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


def one_at_a_time(application: WSGIApplication) -> WSGIApplication:
    """Answers requests in turn."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with TURN:
            return list(application(environ, start_response))

    return answer


def serve(application: WSGIApplication) -> BaseWSGIServer:
    """Starts a server on a free port in the background."""
    server = make_server(HOST, 0, one_at_a_time(application), threaded=True)
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
