"""Tickets and reports as documents made of lines, not printer bytes."""
