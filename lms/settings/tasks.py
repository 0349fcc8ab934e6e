"""Background work: truth is the outbox table; the broker only carries hints, so losing it loses nothing."""

from .environment import STATE, text

OFFICE_BROKER = "office://localhost"  # files in a folder; named in lms.celery
CELERY_BROKER_URL = text("CELERY_BROKER_URL", OFFICE_BROKER)
HAS_ONE_WORKER = CELERY_BROKER_URL == OFFICE_BROKER
CELERY_TASK_IGNORE_RESULT = True
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "UTC"

if HAS_ONE_WORKER:
    _queue = STATE / "queue"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_queue / "messages"),
        "data_folder_out": str(_queue / "messages"),
        "control_folder": str(_queue / "control"),
        "polling_interval": 0.2,
    }
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 3600,
        "unacked_restore_interval": 10,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        "socket_timeout": 5,
    }

CELERY_BEAT_SCHEDULE_FILENAME = str(STATE / "queue" / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {"task": "lms.base.tasks.beat_task", "schedule": 15.0},
    "drain-outbox": {"task": "lms.base.tasks.drain_outbox_task", "schedule": 10.0},
    "close-overdue-attempts": {"task": "assessments.tasks.close_overdue_task", "schedule": 30.0},
    "count-exposures": {"task": "assessments.tasks.count_exposures_task", "schedule": 60.0 * 60},
    "drop-past-counts": {"task": "certificates.tasks.drop_past_counts_task", "schedule": 60.0 * 60},
    "discard-old-previews": {"task": "lms.people.tasks.discard_old_previews_task", "schedule": 60.0 * 60 * 24},
    "discard-old-item-imports": {"task": "assessments.tasks.discard_old_imports_task", "schedule": 60.0 * 60 * 24},
    "forget-old-cases-of-conduct": {"task": "assessments.tasks.forget_old_cases_task", "schedule": 60.0 * 60 * 24},
    "follow-up-reports": {"task": "analytics.tasks.follow_up_task", "schedule": 60.0 * 60 * 24},
    "end-expired-certificates": {"task": "assessments.tasks.end_expired_certificates_task", "schedule": 60.0 * 60 * 24},
    "purge-exports": {"task": "analytics.tasks.purge_exports_task", "schedule": 60.0 * 15},
    "deliver-exports": {"task": "analytics.tasks.deliver_exports_task", "schedule": 60.0 * 60},
    "verify-levels": {"task": "assessments.tasks.verify_levels_task", "schedule": 60.0 * 60 * 24},
    "nightly-snapshot": {"task": "analytics.tasks.take_snapshot_task", "schedule": 60.0 * 60 * 24},
}
