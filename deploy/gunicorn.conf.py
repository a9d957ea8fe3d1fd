"""How gunicorn serves app:app, for those who want it in place of serve.py. Must not know what the application does.

The address is an option, `--bind`, since it differs from place to place; everything else stands here.
"""
# ruff: noqa: INP001 - gunicorn reads this file by its path

import atexit
import os
import shutil
import tempfile

wsgi_app = "app:app"
preload_app = True  # content is read once, before the workers fork; faulty content or settings stop the start

workers = int(os.environ.get("WEB_CONCURRENCY") or 2)  # docs/scale.md says what one carries; with two, one may die
worker_class = "gthread"  # the choice is measured in docs/decisions/0009
threads = 32  # a slow sender holds one for some seconds, and one behind a proxy that buffers none
worker_connections = 1000
backlog = 1024

timeout = 30  # seconds without a sign of life after which a worker is replaced
graceful_timeout = 10  # seconds for requests under way when stopped; Alexa gives up on an answer after eight

# A proven request has some 1,500 bytes of headers; the body's limit is the door's.
limit_request_line = 1024  # bytes
limit_request_fields = 50
limit_request_field_size = 4096  # bytes

worker_tmp_dir = "/dev/shm"  # noqa: S108 - in memory, so that a slow disk is not taken for a dead worker
control_socket_disable = True

accesslog = None  # one line for each request is the application's own, and holds nothing private
errorlog = "-"
loglevel = "info"

COUNTS = "PROMETHEUS_MULTIPROC_DIR"
if COUNTS not in os.environ:  # a folder for this server's life, in which its workers count together
    os.environ[COUNTS] = tempfile.mkdtemp(prefix=f"leg-cramp-helper-{os.getpid()}-", dir=worker_tmp_dir)

    @atexit.register
    def _forget_counts(master: int = os.getpid()) -> None:
        if os.getpid() == master:  # workers inherit this
            shutil.rmtree(os.environ[COUNTS], ignore_errors=True)
