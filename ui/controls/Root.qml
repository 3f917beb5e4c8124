// The root of a window: arrow keys walk the focus order, a touch hides the focus ring again.
import QtQuick
import Kiosk.Controls

FocusScope {
    id: root

    signal touched

    function step(forward: bool): void {
        Keypad.used = true;
        const from = Window.activeFocusItem ?? root;
        const next = from.nextItemInFocusChain(forward);
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    focus: true

    Keys.onPressed: event => {
        switch (event.key) {
        case Qt.Key_Right:
        case Qt.Key_Down:
            root.step(true);
            event.accepted = true;
            break;
        case Qt.Key_Left:
        case Qt.Key_Up:
            root.step(false);
            event.accepted = true;
            break;
        case Qt.Key_Tab:
        case Qt.Key_Backtab:
            Keypad.used = true;
            break;
        }
    }

    PointHandler {
        acceptedDevices: PointerDevice.TouchScreen | PointerDevice.Mouse | PointerDevice.TouchPad

        onActiveChanged: {
            if (!active)
                return;
            Keypad.used = false;
            root.touched();
        }
    }
}
