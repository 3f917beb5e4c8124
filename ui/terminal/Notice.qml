// One sentence that holds for the whole terminal now, such as "no paper": said before the visitor begins.
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Row {
    id: notice

    property string text

    spacing: Theme.s6
    visible: text !== ""

    Mark {
        anchors.verticalCenter: parent.verticalCenter
        icon: "alert-triangle"
        side: Theme.mm(20)
        tone: "care"
    }

    T {
        anchors.verticalCenter: parent.verticalCenter
        objectName: "notice"
        strong: true
        text: notice.text
        width: notice.width - Theme.mm(20) - notice.spacing
    }
}
