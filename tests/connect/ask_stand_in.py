"""ask-cli 2, as far as a connection uses it: `ask smapi NAME …`, `ask configure` and `ask --version`.

A program of its own, which takes the options that ask-cli's documentation lists for each command, and no others.
Calls go to ASK_SMAPI_SERVER_BASE_URL. What it prints, and where, is as ask-cli's source has it: an answer on standard
output; on failure the status alone, on standard error.
"""

import json
import os
import socket
import sys

COMMON = {"--profile", "--full-response", "--debug"}
COMMANDS = {
    "get-vendor-list": ("GET", "/v1/vendors", set(), set()),
    "list-skills-for-vendor": ("GET", "/v1/skills", set(), {"--next-token", "--max-results", "--skill-id"}),
    "create-upload-url": ("POST", "/v1/skills/uploads", set(), set()),
    "create-skill-package": ("POST", "/v1/skills/imports", {"--location"}, set()),
    "import-skill-package": ("POST", "/v1/skills/{skill-id}/imports", {"--location", "--skill-id"}, {"--if-match"}),
    "get-import-status": ("GET", "/v1/skills/imports/{import-id}", {"--import-id"}, set()),
    "get-skill-status": ("GET", "/v1/skills/{skill-id}/status", {"--skill-id"}, {"--resource"}),
    "set-skill-enablement": ("PUT", "/v1/skills/{skill-id}/stages/{stage}/enablement", {"--skill-id"}, {"--stage"}),
}
"""Method, path, options that are required, options that are not."""
WITH_VENDOR = ("list-skills-for-vendor", "create-skill-package")
NAMES = {"--next-token": "nextToken", "--max-results": "maxResults", "--resource": "resource", "--location": "location"}


def fail(words):
    """End as ask-cli does."""
    sys.stderr.write(f"[Error]: {words}\n")
    sys.exit(1)


def config():
    """Return the file in which ask-cli keeps its profiles."""
    return os.path.join(os.environ["HOME"], ".ask", "cli_config")  # noqa: PTH118 - pathlib takes long to import


def profile(name):
    """Return what is kept of a profile."""
    try:
        with open(config(), encoding="utf-8") as file:  # noqa: PTH123
            profiles = json.load(file)["profiles"]
    except FileNotFoundError:
        profiles = {}
    if name not in profiles:
        fail(
            f"Can't resolve profile [{name}] as it doesn't exist. Please run \"ask configure --profile {name}\" first."
        )
    return profiles[name]


def options(arguments, required, others):
    """Return the options of a command line."""
    given, left = {}, list(arguments)
    while left:
        name = left.pop(0)
        if name not in required | others | COMMON:
            fail(f"error: unknown option '{name}'")
        given[name] = True if name in ("--full-response", "--debug") else left.pop(0)
    if missing := required - given.keys():
        fail(f"error: required option '{min(missing)}' not specified")
    return given


def smapi(command, arguments):
    """Make one call, and print what came back."""
    method, path, required, others = COMMANDS[command]
    given = options(arguments, required, others)
    known = profile(given.get("--profile", "default"))
    path = path.replace("{stage}", given.get("--stage", "development"))
    for place in ("skill-id", "import-id"):
        path = path.replace("{" + place + "}", str(given.get(f"--{place}", "")))
    told = {NAMES[name]: value for name, value in given.items() if name in NAMES}
    told |= {"vendorId": known["vendor_id"]} if command in WITH_VENDOR else {}
    if method == "GET":
        path += "?" + "&".join(f"{name}={value}" for name, value in told.items()) if told else ""
    body = json.dumps(told) if told and method != "GET" else ""
    status, headers, answer = exchange(f"{method} {path}", body, known["token"]["access_token"])
    if status >= 300:
        message = f"Call to service failed: The request to {path} failed. Client Error: AxiosError: "
        fail(json.dumps({"message": f"{message}Request failed with status code {status}", "stack": "Error: …"}))
    told = {"body": json.loads(answer) if answer else {}, "headers": headers, "statusCode": status}
    sys.stderr.write("A newer version of ask-cli is there.\n")
    sys.stdout.write(json.dumps(told, indent=2) + "\n")


def exchange(first, body, token):
    """Return status, headers and body of an answer. http.client would take longer to import than to use."""
    host, port = os.environ["ASK_SMAPI_SERVER_BASE_URL"].removeprefix("http://").split(":")
    lines = [f"{first} HTTP/1.0", f"Authorization: Bearer {token}", "User-Agent: ask-cli/2.30.7"]
    lines += ["Content-Type: application/json", f"Content-Length: {len(body)}", "", body]
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall("\r\n".join(lines).encode())
        with connection.makefile("rb") as answer:
            status = int(answer.readline().split()[1])
            headers = dict(line.decode().strip().split(": ", 1) for line in iter(answer.readline, b"\r\n"))
            return status, headers, answer.read()


def main():
    """Do what one command line says."""
    command, *arguments = sys.argv[1:]
    if command == "--version":
        sys.stdout.write(os.environ.get("FAKE_ASK_VERSION", "2.30.7") + "\n")
    elif command == "configure":
        name = options(arguments, set(), {"--no-browser"})["--profile"]
        os.makedirs(os.path.dirname(config()), exist_ok=True)  # noqa: PTH103, PTH120
        known = {"token": {"access_token": os.environ["FAKE_ASK_TOKEN"]}, "vendor_id": os.environ["FAKE_ASK_VENDOR"]}
        with open(config(), "w", encoding="utf-8") as file:  # noqa: PTH123
            json.dump({"profiles": {name: known}}, file)
    elif command == "smapi" and arguments[0] in COMMANDS:
        smapi(arguments[0], arguments[1:])
    else:
        fail("Command not recognized.")


if __name__ == "__main__":
    main()
