// An icon in a soft round: what kind of message this is.
import QtQuick
import Kiosk.Theme

Rectangle {
    id: mark

    property string icon
    property string tone: "accent" // accent | good | care | bad | signal
    property int side: Theme.mm(26)
    readonly property color tint: ({
            accent: Theme.accent,
            good: Theme.good,
            care: Theme.care,
            bad: Theme.bad,
            signal: Theme.signalInk
        })[tone]

    border.color: Theme.line
    border.width: Theme.high ? Theme.border : 0
    color: ({
            accent: Theme.accentSoft,
            good: Theme.goodSoft,
            care: Theme.careSoft,
            bad: Theme.badSoft,
            signal: Theme.signalFill
        })[tone]
    height: side
    implicitHeight: side
    implicitWidth: side
    radius: side / 2
    width: side

    Ico {
        anchors.centerIn: parent
        name: mark.icon
        side: Math.round(mark.side * 0.56)
        tint: mark.tint
        weight: 2
    }
}
