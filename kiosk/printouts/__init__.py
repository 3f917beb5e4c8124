"""Ticket, slip and report as documents made of lines, not of printer bytes. Pure."""

from kiosk.printouts.code import is_genuine, read_ticket_code, ticket_code
from kiosk.printouts.ticket import Ticket, ticket

__all__ = ["Ticket", "is_genuine", "read_ticket_code", "ticket", "ticket_code"]
