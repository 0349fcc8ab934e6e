from .independence import has_worked_on as has_worked_on
