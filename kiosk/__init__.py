"""The application of a public-service centre hall, without a screen."""
