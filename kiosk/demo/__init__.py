"""A whole hall on one machine with virtual devices."""
