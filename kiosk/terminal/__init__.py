"""A visitor's terminal without its screen."""
