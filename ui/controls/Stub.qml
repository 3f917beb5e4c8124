// The product's one ornament: a ticket with two notches and a perforation.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

Item {
    id: stub

    property color fill: Theme.fill
    property color behind: Theme.ground
    property color dots: Theme.ground
    property color edge: Theme.fillEdge
    property bool outlined: Theme.high || Theme.dark
    property real cut: height * 0.4
    property real notch: Theme.mm(5)
    property real radius: Theme.radiusSheet

    Rectangle {
        anchors.fill: parent
        border.color: stub.edge
        border.width: stub.outlined ? Theme.border : 0
        color: stub.fill
        radius: stub.radius
    }

    Item {
        anchors.fill: parent
        clip: true

        Repeater {
            model: 2

            Rectangle {
                required property int index

                border.color: stub.edge
                border.width: stub.outlined ? Theme.border : 0
                color: stub.behind
                height: width
                radius: stub.notch
                width: stub.notch * 2
                x: index ? stub.width - stub.notch : -stub.notch
                y: stub.cut - stub.notch
            }
        }
    }

    // The notch takes the ticket's own edge away.
    Repeater {
        model: stub.outlined ? 2 : 0

        Rectangle {
            required property int index

            color: stub.behind
            height: stub.notch * 2 - 2 * Theme.border
            width: Theme.border
            x: index ? stub.width - width : 0
            y: stub.cut - height / 2
        }
    }

    Row {
        spacing: Theme.mm(2.5)
        x: stub.notch * 2
        y: stub.cut - height / 2

        Repeater {
            model: Math.max(0, Math.floor((stub.width - stub.notch * 4) / Theme.mm(4)))

            Rectangle {
                color: stub.dots
                height: width
                radius: width / 2
                width: Theme.mm(1.5)
            }
        }
    }
}
