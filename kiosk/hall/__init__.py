"""The queue of one hall as a pure state machine."""
