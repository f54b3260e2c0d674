"""Ask the web server of this container whether it is ready, as the proxy would; exit 0 when it and its database are."""

import http.client
import os
import sys


def main(port: int = 8000) -> int:
    """Return 0 when the program of this port says that it is ready, 1 otherwise."""
    # Only a name that people type is answered, and only what came over TLS (see docs/deploy.md).
    host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip("*.") or "localhost"
    web = http.client.HTTPConnection("127.0.0.1", port, timeout=8)
    try:
        web.request("GET", "/health/ready/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        status = web.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        sys.stderr.write(f"The web server does not answer: {error}\n")
        return 1
    sys.stderr.write(f"It said whether it is ready with status {status}.\n")
    return 0 if status == http.client.OK else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
