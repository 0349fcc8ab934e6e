"""The database itself refuses to rewrite a result, a key that was in force, or what happened at a sitting (trust.md, T13).

Deleting needs no trigger: rows that others point at are protected, and a missing number shows. A later migration that
rebuilds one of the tables on SQLite must lift these triggers before and lay them again after.
"""

from django.db import migrations

TABLES = ("assessments_attemptresult", "assessments_formerkey", "assessments_attemptevent")
REFUSAL = "rows of this table are only added"

SQLITE_LAY = [
    f"CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for table in TABLES
]
SQLITE_LIFT = [f"DROP TRIGGER IF EXISTS {table}_stands" for table in TABLES]

POSTGRESQL_LAY = [
    "CREATE OR REPLACE FUNCTION assessments_row_stands() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    *(
        f"CREATE TRIGGER {table}_stands BEFORE UPDATE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION assessments_row_stands()"
        for table in TABLES
    ),
]
POSTGRESQL_LIFT = [f"DROP TRIGGER IF EXISTS {table}_stands ON {table}" for table in TABLES]


def lay(apps, schema_editor):
    _run(schema_editor, SQLITE_LAY, POSTGRESQL_LAY)


def lift(apps, schema_editor):
    _run(schema_editor, SQLITE_LIFT, POSTGRESQL_LIFT)


def _run(schema_editor, sqlite, postgresql):
    with schema_editor.connection.cursor() as cursor:
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0002_answers_end_with_the_attempt")]

    operations = [migrations.RunPython(lay, lift)]
