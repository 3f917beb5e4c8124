// The visitor's screen: the page of the moment between the header and the five helpers, which never move.
import QtQuick
import Kiosk.Controls
import Kiosk.TerminalModel
import Kiosk.Theme

Window {
    id: window

    required property TerminalModel model
    readonly property alias moving: host.moving
    readonly property alias sliding: host.sliding
    readonly property alias view: host.shown

    color: Theme.ground
    title: qsTr("Терминал")

    Root {
        id: root

        anchors.fill: parent

        onTouched: window.model.post("touch")

        PageHost {
            id: host

            function follow(): void {
                facts = window.model.facts;
                view = window.model.view;
                refresh();
            }

            anchors.bottom: helpers.top
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            model: window.model
            pages: ({
                    attract: Qt.resolvedUrl("Attract.qml"),
                    start: Qt.resolvedUrl("Start.qml"),
                    sections: Qt.resolvedUrl("Sections.qml"),
                    services: Qt.resolvedUrl("Services.qml"),
                    service: Qt.resolvedUrl("Service.qml"),
                    ticket: Qt.resolvedUrl("Ticket.qml"),
                    error: Qt.resolvedUrl("Error.qml"),
                    timeout: Qt.resolvedUrl("TimeOut.qml")
                })

            Component.onCompleted: follow()
            onHomeAsked: window.model.post("home")

            Connections {
                function onChanged(): void {
                    host.follow();
                }

                target: window.model
            }
        }

        Header {
            anchors.left: parent.left
            anchors.right: parent.right
            inverse: host.shown === "attract"
            model: window.model
            wide: window.width > window.height
        }

        HelperBar {
            id: helpers

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            model: window.model
            wide: window.width > window.height
        }
    }
}
