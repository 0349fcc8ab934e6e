"""Messages between processes without a broker to run."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kombu import Connection, Exchange, Queue

from lms.settings.tasks import OFFICE_BROKER

MESSAGES = 300
ROUNDS = 40


def options(folder: Path) -> dict[str, Any]:
    folders = {"data_folder_in": str(folder), "data_folder_out": str(folder), "control_folder": str(folder / "c")}
    return {"transport_options": {**folders, "polling_interval": 0.001}}


def test_a_quick_reader_never_meets_half_a_message(tmp_path: Path):
    def read() -> list[int]:
        with Connection(OFFICE_BROKER, **options(tmp_path)) as connection:
            queue = connection.SimpleQueue("hints")
            got = []
            for _ in range(MESSAGES):
                message = queue.get(timeout=60)
                got.append(message.payload["number"])
                message.ack()
            return got

    with ThreadPoolExecutor(1) as pool, Connection(OFFICE_BROKER, **options(tmp_path)) as connection:
        reader = pool.submit(read)
        queue = connection.SimpleQueue("hints")
        for number in range(MESSAGES):
            queue.put({"number": number, "padding": "x" * 2_000})
        assert sorted(reader.result()) == list(range(MESSAGES))


def test_two_who_open_their_queues_at_once_are_both_known_afterwards(tmp_path: Path):
    """In each round both find no list of queues yet, or that of the other."""
    gate = threading.Barrier(2)

    def send(name: str, exchange: str) -> None:
        with Connection(OFFICE_BROKER, **options(tmp_path)) as connection:
            gate.wait()
            connection.SimpleQueue(Queue(name, Exchange(exchange), routing_key=name)).put(name)

    for number in range(ROUNDS):
        names = [f"{one}-{number}" for one in ("first", "second")]
        with ThreadPoolExecutor(2) as pool:
            for sent in [pool.submit(send, name, f"round-{number}") for name in names]:
                sent.result()
    assert len(list(tmp_path.glob("*.msg"))) == 2 * ROUNDS


def test_a_queue_known_to_one_connection_is_still_written_down_by_the_next(tmp_path: Path):
    """Two folders show it every time; within one, only whoever sends while the first still writes loses a message."""
    for folder in (tmp_path / "first", tmp_path / "second"):
        folder.mkdir()
        with Connection(OFFICE_BROKER, **options(folder)) as connection:
            connection.SimpleQueue("known").put("hint")
        assert len(list(folder.glob("*.msg"))) == 1
