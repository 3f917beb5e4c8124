// How long somebody has waited, said twice: by shape and by colour. Circle, diamond from 10 minutes, square from 15.
import QtQuick
import Kiosk.Theme

Item {
    id: mark

    property int level

    implicitHeight: Theme.mm(4)
    implicitWidth: Theme.mm(4)

    Rectangle {
        anchors.fill: parent
        color: mark.level ? Theme.bad : Theme.good
        radius: mark.level ? Theme.mm(0.5) : width / 2
        visible: mark.level !== 1
    }

    Rectangle {
        anchors.centerIn: parent
        antialiasing: true
        color: Theme.signalDeep
        height: width
        rotation: 45
        visible: mark.level === 1
        width: Theme.mm(3)
    }
}
