"""The database itself refuses to rewrite the audit log."""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE_LAY = (
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON base_auditevent "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON base_auditevent "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
)
SQLITE_LIFT = ("DROP TRIGGER IF EXISTS audit_no_update", "DROP TRIGGER IF EXISTS audit_no_delete")

POSTGRESQL_LAY = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON base_auditevent "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON base_auditevent "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)
POSTGRESQL_LIFT = (
    "DROP TRIGGER IF EXISTS audit_no_change ON base_auditevent",
    "DROP TRIGGER IF EXISTS audit_no_truncate ON base_auditevent",
)


def lay(connection: BaseDatabaseWrapper) -> None:
    _run(connection, SQLITE_LAY if connection.vendor == "sqlite" else POSTGRESQL_LAY)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Only for test databases that are emptied between tests."""
    _run(connection, SQLITE_LIFT if connection.vendor == "sqlite" else POSTGRESQL_LIFT)


def _run(connection: BaseDatabaseWrapper, statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
