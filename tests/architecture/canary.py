"""Texts that only keys hold, and where they turn up."""

import io
import zipfile
from typing import Any

from django.db import connection
from django.http import HttpResponse

from assessments.models import ItemKey, ItemVersion

REASON, OPTION = "KEY-CANARY", "optcan"


def mark_keys() -> None:
    """Every reason, and the name of every option, becomes a text that is found wherever it goes.

    An option's name is what a key names as right; candidates get tokens instead, and names of none.
    """
    for version in ItemVersion.objects.select_related("item"):
        new = {one["id"]: f"{OPTION}{version.item.number}{one['id']}" for one in version.body["options"]}
        for one in version.body["options"]:
            one["id"] = new[one["id"]]
        version.save()
        key = ItemKey.objects.get(version=version)
        key.right = {"correct": [new[one] for one in key.right["correct"]]}
        key.rationales = {
            name: {"en": f"{REASON} of {name}", "zh-hant": f"{REASON} {name} 的理由"} for name in new.values()
        }
        key.save()


def has_canary(content: Any) -> bool:
    """Looks into texts, bytes, and workbooks or other archives."""
    if isinstance(content, bytes | bytearray | memoryview):
        data = bytes(content)
        if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                return any(has_canary(archive.read(name)) for name in archive.namelist())
        return REASON.encode() in data or OPTION.encode() in data
    return REASON in str(content) or OPTION in str(content)


def leaks(reply: HttpResponse) -> bool:
    """In the body or in any header."""
    body = b"".join(reply.streaming_content) if reply.streaming else reply.content  # type: ignore[arg-type]
    return has_canary(body) or has_canary(reply.headers)


def tables_with_canaries() -> set[str]:
    """Of the whole database, the tables of the search index, the sessions and the cache included."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if any(has_canary(value) for row in cursor.fetchall() for value in row):
                found.add(table)
    return found
