"""What forecasts of the workforce may assume, and what its figures may take of the machine."""

from .environment import number

# Age at which people retire, for the chance that posts are still held in twelve months; 0: nothing is assumed.
RETIREMENT_AGE = number("RETIREMENT_AGE", 0)

# Processes of this machine that make one snapshot of a large administration, each with one to two gigabytes; on
# PostgreSQL only.
SNAPSHOT_PROCESSES = number("SNAPSHOT_PROCESSES", 2)
