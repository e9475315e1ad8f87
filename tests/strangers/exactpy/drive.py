"""A day with `exactpy`, which only reads, and checks every row against a model of its own."""

from __future__ import annotations

from pathlib import Path

from browser import SETTINGS, consent, tell, wait
from exactpy.client import Client
from loguru import logger


def main() -> None:
    complaints: list[str] = []
    logger.remove()
    logger.add(lambda message: complaints.append(str(message)), level="ERROR")
    cache = {"cache_path": Path(SETTINGS["work"], "creds.json")}
    made = {
        "client_id": SETTINGS["client_id"],
        "client_secret": SETTINGS["client_secret"],
        "redirect_url": SETTINGS["redirect_uri"],
        "base_url": SETTINGS["base"] + "/api/",
        "write_cache_callable_kwargs": cache,
        "read_cache_callable_kwargs": cache,
    }
    client = Client(**made)
    client.auth_client.acquire_token(consent(client.auth_client.get_authorization_url()))
    client.set_initial_division()
    accounts, total = client.financial.gl_accounts.all(inline_count=True)
    costs = client.financial.gl_accounts.all(filters=[{"key": "balance_type", "op": "eq", "val": "W"}])
    counted = client.crm.accounts.count()
    divisions = client.system.divisions.all()
    tokens = dict(client.auth_client.token_info)
    wait(600)
    client.auth_client.refresh_token()
    periods = Client(**made, division=client.division).financial.financial_periods.all()
    tell(
        division=client.division,
        accounts=[row.code for row in accounts],
        total=total,
        costs=[row.code for row in costs],
        counted=counted,
        divisions=[row.code for row in divisions],
        periods=len(periods),
        rotated=tokens["refresh_token"] != client.auth_client.token_info["refresh_token"],
        limit=client._rate_limits_max_daily_calls,
        complaints=complaints,
    )


main()
