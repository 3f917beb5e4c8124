"""Numbers of visits: how they look, and which one is next without ever giving one twice in a hall day."""

LETTERS = "АБВГДЕЖИКЛМНПРСТУФХЦШЭЮЯ"
