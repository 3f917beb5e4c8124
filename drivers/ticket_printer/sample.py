"""The paper of a test print: everything the printer must be able to do, and nothing of any visitor."""

from drivers.ticket_printer.base import Document, Gap, Pair, Qr, Rule, Text

SAMPLE = Document(
    (
        Text("Проба печати", "title", strong=True),
        Text("Test print"),
        Rule(),
        Text("А\u00a0000", "number"),
        Pair("АБВГДЕЁЖЗ абвгдеёжз", "№ 123"),
        Text("ӘҒҚҢӨҰҮҺІ", strong=True),
        Qr("TEST-PRINT", (Text("QR", align="centre"),)),
        Gap(4),
    ),
    width_mm=58,
)
