"""The JSON that supabase clients expect of /auth/v1."""

import time
from typing import Any

import msgspec
from litestar import Request, Response

from countermark.features.accounts.account import User
from countermark.features.accounts.sessions import SessionTokens
from countermark.features.accounts.tokens import AUDIENCE
from countermark.kit.errors import OperationError


def user_json(user: User) -> dict[str, Any]:
    """A user as GoTrue writes one. Roles are per brand and not here."""
    created_at = msgspec.to_builtins(user.created_at)
    return {
        "id": str(user.user_id),
        "aud": AUDIENCE,
        "role": AUDIENCE,
        "email": user.email,
        "email_confirmed_at": created_at,
        "phone": "",
        "app_metadata": {"provider": "email", "providers": ["email"]},
        "user_metadata": {"display_name": user.display_name},
        "identities": [],
        "created_at": created_at,
        "updated_at": created_at,
    }


def session_json(session: SessionTokens) -> dict[str, Any]:
    """A session: RFC 6749, 5.1, with the user beside it."""
    return {
        "access_token": session.access_token,
        "token_type": "bearer",
        "expires_in": session.expires_at - int(time.time()),
        "expires_at": session.expires_at,
        "refresh_token": session.refresh_token,
        "user": user_json(session.user),
    }


def refused(request: Request[Any, Any, Any], error: OperationError) -> Response[Any]:
    """An error with the keys of both GoTrue (``error_code``, ``msg``) and the RPC door."""
    body = {**error.as_json(), "error_code": error.code, "msg": error.details}
    headers = {"retry-after": str(retry)} if (retry := getattr(error, "retry_after_s", None)) else {}
    return Response(body, status_code=error.status, headers=headers, media_type="application/json")
