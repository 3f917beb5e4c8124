"""Who may do what: devices and their tokens, staff and their PINs, rights, rate limits, certificates."""
