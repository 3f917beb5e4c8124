"""The few reusable controls."""
