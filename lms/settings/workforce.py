"""What forecasts of the workforce may assume."""

from .environment import number

# Age at which people retire, for the chance that posts are still held in twelve months; 0: nothing is assumed.
RETIREMENT_AGE = number("RETIREMENT_AGE", 0)
