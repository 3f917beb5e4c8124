// The root of a window: arrow keys walk from key to key as they lie on the screen, a touch hides the focus ring again.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

FocusScope {
    id: root

    signal touched

    // To the nearest key in a direction; one that lies straight ahead wins over a nearer one aside.
    function go(dx: int, dy: int): void {
        Keypad.used = true;
        const from = Window.activeFocusItem;
        if (!from || !from.activeFocusOnTab) {
            const first = root.nextItemInFocusChain(true);
            if (first)
                first.forceActiveFocus(Qt.TabFocusReason);
            return;
        }
        const start = from.mapToItem(root, 0, 0, from.width, from.height);
        let best = null, least = Infinity;
        for (const item of targets(root)) {
            const place = item.mapToItem(root, 0, 0, item.width, item.height);
            const ahead = dx ? (dx > 0 ? place.left - start.right : start.left - place.right) : dy > 0 ? place.top - start.bottom : start.top - place.bottom;
            const aside = dx ? Math.max(0, place.top - start.bottom, start.top - place.bottom) : Math.max(0, place.left - start.right, start.left - place.right);
            const off = dx ? Math.abs(place.top + place.bottom - start.top - start.bottom) : Math.abs(place.left + place.right - start.left - start.right);
            const cost = Math.max(0, ahead) + 4 * aside + off / 100;
            // Keys may lie on a bigger one by a lip.
            if (item !== from && ahead > -Theme.s4 && cost < least) {
                best = item;
                least = cost;
            }
        }
        if (best)
            best.forceActiveFocus(dx + dy > 0 ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    function targets(item: Item): list<Item> {
        let found = [];
        for (const child of item.children) {
            if (!child.visible || !child.enabled)
                continue;
            if (child.activeFocusOnTab)
                found.push(child);
            found = found.concat(targets(child));
        }
        return found;
    }

    focus: true

    Keys.onPressed: event => {
        switch (event.key) {
        case Qt.Key_Right:
            root.go(1, 0);
            event.accepted = true;
            break;
        case Qt.Key_Down:
            root.go(0, 1);
            event.accepted = true;
            break;
        case Qt.Key_Left:
            root.go(-1, 0);
            event.accepted = true;
            break;
        case Qt.Key_Up:
            root.go(0, -1);
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
