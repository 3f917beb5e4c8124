"""Facts go up, news come down: uplink, ingest and feed, the same code at both levels."""
