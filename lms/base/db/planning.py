"""Statistics by which the database plans: after very many rows it would guess wrongly until it looks by itself."""

from django.db import connection, models


def look_again(*changed: type[models.Model]) -> None:
    """On PostgreSQL a sample is taken at once; SQLite plans by its indexes alone."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in changed:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
