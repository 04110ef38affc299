"""The command line of AWS, started once: each call is answered by a fork of it, in a twentieth of the time that a start takes.

Prints its port on the loopback interface, and ends when its standard input does. A caller sends what `aws` beside this file
sends: its folder, the number of its arguments, these, and its variables, each ended by a zero byte, and one more at the end.
The answer is a line with the exit code and the length of what was printed, then that, then what was complained.
"""

import os
import select
import signal
import socket
import sys

from awscli.clidriver import create_clidriver

SERVICES = ("ec2", "iam", "rds", "s3", "kms", "elasticache", "logs", "cloudwatch", "elbv2", "backup", "sns")
"""Whose descriptions are read before the first call: the large ones, and those that are asked most."""


def read(connection: socket.socket) -> tuple[str, list[str], list[str]]:
    """A caller's folder, arguments and variables."""
    received = b""
    while True:
        received += connection.recv(65536)
        folder, count, *rest = received.decode().split("\0") if received.count(b"\0") > 1 else ("", "0")
        if received.endswith(b"\0\0") and len(rest) > int(count) + 2:
            return folder, rest[: int(count)], rest[int(count) : -2]


def answer(connection: socket.socket) -> None:
    """Runs one call in this process, which ends with it."""
    folder, arguments, variables = read(connection)
    for name in [name for name in os.environ if name.startswith(("AWS_", "KUBERNETES_"))]:
        del os.environ[name]
    os.environ.update(dict(variable.split("=", 1) for variable in variables))
    os.chdir(folder)
    printed, complained = (os.memfd_create(name) for name in ("printed", "complained"))
    os.dup2(printed, 1)
    os.dup2(complained, 2)
    try:
        code = driver.main(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    out, err = (os.pread(file, os.fstat(file).st_size, 0) for file in (printed, complained))
    connection.sendall(f"{code} {len(out)}\n".encode() + out + err)
    os._exit(0)


signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the forks
driver = create_clidriver()
for service in SERVICES:
    driver.session.get_service_model(service)
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    ready, _, _ = select.select([listener, 0], [], [])
    if 0 in ready and not os.read(0, 1):
        break
    if listener in ready:
        caller, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            answer(caller)
        caller.close()
