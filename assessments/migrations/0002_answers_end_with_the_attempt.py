"""The database itself refuses answers to an attempt that is closed (trust.md, T8), whoever sends them and how.

The simulated past is written closed: no session was ever bound to it, so it is let in. A later migration that rebuilds
one of the two tables on SQLite must lift these triggers before and lay them again after.
"""

from django.db import migrations

REFUSAL = "this attempt is closed: its answers stand"

SQLITE_LAY = [
    f"CREATE TRIGGER response_{act}_ends BEFORE {act.upper()} ON assessments_response "
    "WHEN EXISTS (SELECT 1 FROM assessments_attempt attempt WHERE attempt.id = NEW.attempt_id "
    "AND attempt.status <> 'open' AND attempt.binding <> '') "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for act in ("insert", "update")
]
SQLITE_LIFT = [f"DROP TRIGGER IF EXISTS response_{act}_ends" for act in ("insert", "update")]

POSTGRESQL_LAY = [
    # FOR SHARE waits for whoever is closing the attempt, and then reads what became of it.
    "CREATE OR REPLACE FUNCTION response_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "DECLARE attempt assessments_attempt%ROWTYPE; BEGIN "
    "SELECT * INTO attempt FROM assessments_attempt WHERE id = NEW.attempt_id FOR SHARE; "
    "IF attempt.status <> 'open' AND attempt.binding <> '' THEN "
    f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
    "RETURN NEW; END $$",
    "CREATE TRIGGER response_ends BEFORE INSERT OR UPDATE ON assessments_response "
    "FOR EACH ROW EXECUTE FUNCTION response_refuse()",
]
POSTGRESQL_LIFT = ["DROP TRIGGER IF EXISTS response_ends ON assessments_response"]


def lay(apps, schema_editor):
    _run(schema_editor, SQLITE_LAY, POSTGRESQL_LAY)


def lift(apps, schema_editor):
    _run(schema_editor, SQLITE_LIFT, POSTGRESQL_LIFT)


def _run(schema_editor, sqlite, postgresql):
    with schema_editor.connection.cursor() as cursor:
        for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]

    operations = [migrations.RunPython(lay, lift)]
