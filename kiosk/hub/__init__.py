"""HTTP of a hall: routes, the one writer, the stream to boards, desks and terminals."""
