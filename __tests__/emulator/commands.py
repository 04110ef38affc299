"""Whether commands of the AWS CLI are ones it knows: service, operation, options, and required options.

Reads a JSON list of {"file", "command"} from standard input, prints one line for each that is wrong, and ends with 1 then.
"""

import json
import shlex
import sys

from awscli.clidriver import create_clidriver

GLOBAL = {"region", "output", "query", "profile", "no-cli-pager", "endpoint-url"}
driver = create_clidriver()
services = driver._get_command_table()
tables: dict[str, dict] = {}


def operations(service: str) -> dict:
    if service not in tables:
        command = services[service]
        tables[service] = getattr(command, "subcommand_table", None) or command._get_command_table()
    return tables[service]


def problem(command: str) -> str | None:
    """What is wrong with one command, or nothing."""
    words = shlex.split(command, comments=True)
    for end in ("|", ";", "&&", "||"):
        if end in words:
            words = words[: words.index(end)]
    _, service, *rest = words
    if service not in services:
        return f"there is no service {service}"
    if service == "s3" or (service, rest[0]) == ("ssm", "start-session"):
        return None
    table = operations(service)
    if rest[0] == "wait" and "wait" in table:
        table, rest = table["wait"].subcommand_table, rest[1:]
    if not rest or rest[0] not in table:
        return f"{service} has no operation {rest[0] if rest else ''}"
    known = table[rest[0]].arg_table
    given = {word.split("=")[0][2:] for word in rest[1:] if word.startswith("--")} - GLOBAL
    unknown = [f"--{name}" for name in given if name not in known]
    if unknown:
        return f"{service} {rest[0]} has no {', '.join(unknown)}"
    required = [name for name, argument in known.items() if getattr(argument, "required", False) and name != "outfile"]
    missing = [f"--{name}" for name in required if name not in given and f"no-{name}" not in given]
    return f"{service} {rest[0]} needs {', '.join(missing)}" if missing else None


def main() -> None:
    wrong = [(each, problem(each["command"])) for each in json.load(sys.stdin)]
    for each, what in wrong:
        if what:
            print(f"{each['file']}: {what}: {each['command']}")
    sys.exit(1 if any(what for _, what in wrong) else 0)


if __name__ == "__main__":
    main()
