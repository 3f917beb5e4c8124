// Paper to read from: flat, no lip, never pressed.
import QtQuick
import Kiosk.Theme

Rectangle {
    border.color: Theme.hair
    border.width: Theme.high ? Theme.border : 1
    color: Theme.sheet
    radius: Theme.radiusSheet
}
