"""The broker of an office: messages are files in a folder, and whatever is read there is whole.

kombu writes into files that others may be reading: a quick reader finds half a message, or an empty list of queues, and
falls over it. Here both are written aside and renamed. And kombu's connections of one process share what they know of
queues: whoever comes second believes that a queue is on file while the first is still writing, and what they send is
dropped. Here each connection looks for itself.
"""

from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid4

from kombu.transport import filesystem, virtual
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **_: Any) -> None:
        name = f"{round(monotonic() * 1000)}_{uuid4()}.{queue}.msg"
        _write_whole(Path(self.data_folder_out, name), dumps(payload))

    def _queue_bind(self, exchange: str, routing_key: str | None, pattern: str | None, queue: str | None) -> None:
        binding = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        self.control_folder.mkdir(exist_ok=True)
        with self.control_folder.joinpath(".binding").open("w") as turn:
            filesystem.lock(turn, filesystem.LOCK_EX)  # one at a time, so that no binding is lost; closing lets go
            bindings = self.get_table(exchange)
            if binding not in bindings:
                _write_whole(self._exchange_file(exchange), dumps([binding, *bindings]))


class Transport(filesystem.Transport):
    Channel = Channel

    def __init__(self, client: Any, **options: Any) -> None:
        super().__init__(client, **options)
        self.state = virtual.BrokerState()


def _write_whole(target: Path, text: str) -> None:
    aside = target.with_name(f".{target.name}.{uuid4()}.part")
    aside.write_text(text, encoding="utf-8")
    aside.replace(target)
