"""One door for everybody: allauth, by e-mail address or employee number."""

from .environment import flag, number

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["lms.people.backends.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "lms.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "employee_number"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# A ministry sits behind one address: the limit that guards an account is the one on the account.
ACCOUNT_RATE_LIMITS = {
    # No limit by address: its counter makes an office's sign-ins wait for each other; a proxy may set one.
    "login": None,
    "login_failed": "5/5m/key",
    "reset_password": "60/m/ip,5/m/key",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = number("TRUSTED_PROXY_COUNT", 0)

MFA_ADAPTER = "lms.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Shuzheng Academy"
# Privileged roles must carry a second factor before any view; production turns this on.
SECOND_FACTOR_REQUIRED = flag("SECOND_FACTOR_REQUIRED", default=False)
