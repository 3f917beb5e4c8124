// A QR code on its own white sheet with a quiet zone, in every mode: cameras read dark on light.
import QtQuick
import Kiosk.Theme

Rectangle {
    id: code

    property string text
    property string spokenName

    Accessible.name: spokenName
    Accessible.role: Accessible.Graphic
    color: Theme.paper
    implicitHeight: Theme.mm(62)
    implicitWidth: implicitHeight
    radius: Theme.s3
    visible: text !== ""

    Image {
        anchors.centerIn: parent
        smooth: false
        source: code.text ? "image://code/" + String(Theme.paperInk).slice(-6) + "/" + encodeURIComponent(code.text) : ""
        sourceSize: Qt.size(code.width - 2 * Theme.s4, code.width - 2 * Theme.s4)
    }
}
