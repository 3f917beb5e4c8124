"""Secrets that machines carry and people type: how they are made and what is kept of them (a SHA-256, nothing else)."""

import hashlib
import secrets

# Crockford's base 32: no I, L, O, U, so that nothing is misread from a screen or over the telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10  # 50 bits: far beyond what the rate limit lets anybody try in ten minutes
_LOOKS_LIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V", " ": None, "-": None})


def new_token(kind: str) -> str:
    """A bearer token of 256 random bits; `kind` ("device", "session") only tells people what they found."""
    return f"kiosk-{kind}-{secrets.token_urlsafe(32)}"


def digest(secret: str) -> bytes:
    """What is stored: with 50 and more random bits inside, a plain SHA-256 cannot be turned back."""
    return hashlib.sha256(secret.encode()).digest()


def new_code() -> str:
    """A code for a person to carry, in two groups: "7QK2M-9XPT4"."""
    letters = [secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)]
    return "".join(letters[:5]) + "-" + "".join(letters[5:])


def clean_code(typed: str) -> str:
    """The code as it was made, from what a person typed: case, blanks, hyphens and look-alike letters do not matter."""
    plain = typed.upper().translate(_LOOKS_LIKE)
    return plain[:5] + "-" + plain[5:]
