"""Durable tickets to the printer: makes the document, gives it to the driver, tells the core how it ended."""

from collections.abc import Callable
from typing import Literal

from drivers.base import Level, Result, State, Status
from drivers.ticket_printer.base import FAULTS, KIND, Print
from kiosk.clock import from_us
from kiosk.devices import DeviceSet
from kiosk.hall.numbers import shown
from kiosk.hall.rules import Rules
from kiosk.ids import new_key
from kiosk.printouts import Ticket, ticket
from kiosk.terminal.messages import Issued, Message, Printed, PrinterState
from kiosk.texts import Texts

JOB_SECONDS = 30.0
NO_PRINTER = "unplugged"
PRINTS = "print"
ENDINGS = frozenset({"yes", "no", "maybe"})
Width = Literal[58, 80]


class Printing:
    """Prints on this machine's ticket printer. Returns at once; the answer comes on the driver's thread."""

    def __init__(
        self,
        devices: DeviceSet,
        texts: Texts,
        rules: Callable[[], Rules],
        width_mm: Width,
        tell: Callable[[Message], None],
    ) -> None:
        """`rules` gives the hall's rules in force: names of hall and services stand on the paper."""
        self._devices, self._texts, self._rules, self._width, self._tell = devices, texts, rules, width_mm, tell
        devices.listen(self._heard)

    def print_ticket(self, issued: Issued, *, copy: bool, order: str = "") -> None:
        """Print -> Printed; without a printer the answer comes at once."""
        driver = self._devices.first(KIND)
        if driver is None:
            self._tell(Printed(issued, "no", printer_state(self._devices.statuses(KIND)).code, copy, order))
            return
        document = ticket(self.content(issued), self._texts, language=issued.language, copy=copy, width_mm=self._width)
        driver.submit(
            Print(document, copy),
            request=new_key(),
            timeout=JOB_SECONDS,
            done=lambda result: self._tell(ended(issued, result, copy=copy, order=order)),
        )

    def content(self, issued: Issued) -> Ticket:
        """What stands on the paper of a ticket."""
        rules = self._rules()
        settings = rules.settings
        service = rules.catalogue.service(issued.service)
        return Ticket(
            number=shown(issued.number),
            service=service.names if service else {},
            issued=from_us(issued.at_us).astimezone(settings.zone),
            purpose=issued.purpose,
            ahead=issued.ahead,
            hall=settings.name,
            place=settings.place,
            address=settings.address,
            code=issued.qr,
            documents=service.documents if service and issued.purpose == "apply" else (),
            footer=settings.texts.get("ticket_footer"),
        )

    def look(self) -> None:
        """Tell how the printer is now; also that there is none at all."""
        self._tell(printer_state(self._devices.statuses(KIND)))

    def _heard(self, status: Status) -> None:
        if status.kind in {KIND, ""}:
            self.look()


def ended(issued: Issued, result: Result, *, copy: bool, order: str) -> Printed:
    """What the driver's answer means for the paper; an answer that does not say so leaves it open."""
    said = str(result.data.get("printed", ""))
    printed = said if said in ENDINGS else "yes" if result.ok else "maybe"
    code = "" if printed == "yes" else result.code or ("not_confirmed" if printed == "maybe" else "printer_error")
    return Printed(issued, printed, code, copy, order)


def printer_state(statuses: tuple[Status, ...]) -> PrinterState:
    """Whether a ticket can be printed, by the first ticket printer's status. Unknown is never usable."""
    if not statuses:
        return PrinterState(dead=True, code=NO_PRINTER)
    status = statuses[0]
    blocking = [code for code in status.codes if code not in FAULTS or PRINTS in FAULTS[code].blocks]
    if status.level in {Level.OK, Level.WARNING} and status.state in {State.READY, State.BUSY}:
        return PrinterState(usable=True)
    if status.level is Level.ERROR:
        return PrinterState(dead=True, code=(blocking or list(status.codes) or [NO_PRINTER])[0])
    return PrinterState()


def width_of(options: object) -> Width:
    """58 or 80 mm, by the dots a line has in the printer's options (384 or 576; 80 mm where nothing is said)."""
    dots = options.get("dots") if isinstance(options, dict) else None
    return 58 if isinstance(dots, int) and dots <= 432 else 80
