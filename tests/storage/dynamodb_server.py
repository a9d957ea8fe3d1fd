"""`python tests/storage/dynamodb_server.py PORT`: DynamoDB as moto plays it, on loopback, one request at a time.

Moto looks at a put's condition and then writes, with nothing to hold others off in between: of requests answered at the
same time, writes that were acknowledged would be lost.
"""

import sys

from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import run_simple

if __name__ == "__main__":
    run_simple("127.0.0.1", int(sys.argv[1]), DomainDispatcherApplication(create_backend_app), threaded=False)
