"""The two processes of an academy on one machine, as `run_all` starts them and as the benchmarks measure them."""

import sys

from .supervisor import Child

WEB_WORKERS = 2
WEB_THREADS = 4


def web(host: str, port: int) -> Child:
    return Child(
        "web",
        [
            sys.executable,
            "-m",
            "gunicorn",
            "lms.wsgi:application",
            f"--bind={host}:{port}",
            f"--workers={WEB_WORKERS}",
            "--worker-class=gthread",
            f"--threads={WEB_THREADS}",
            "--preload",
            "--no-control-socket",
            "--graceful-timeout=5",
            "--log-level=warning",
        ],
    )


def background() -> Child:
    return Child(
        "background",
        [
            sys.executable,
            *("-m", "celery", "--quiet", "--app=lms", "worker", "--beat", "--pool=threads", "--concurrency=2"),
            *("--loglevel=warning", "--without-gossip", "--without-mingle", "--without-heartbeat"),
        ],
    )
