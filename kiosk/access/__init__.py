"""Who may do what: devices, tokens, enrolment codes, staff PINs, certificates."""
