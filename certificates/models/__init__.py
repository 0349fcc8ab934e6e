from .achievement import Achievement as Achievement
from .credential import Credential as Credential
from .limit import AskingCount as AskingCount
from .revocation import Revocation as Revocation
from .revocation import RevocationRequest as RevocationRequest
