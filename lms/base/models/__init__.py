from .audit import AuditEvent as AuditEvent
from .heartbeat import Heartbeat as Heartbeat
from .outbox import OutboxMessage as OutboxMessage
