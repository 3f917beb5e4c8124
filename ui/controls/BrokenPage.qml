// What stands in the place of a page that could not be loaded: plain words and a way home.
import QtQuick
import Kiosk.Theme

Item {
    id: page

    signal homeAsked

    Column {
        anchors.left: parent.left
        anchors.leftMargin: Theme.edge
        anchors.right: parent.right
        anchors.rightMargin: Theme.edge
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.s8

        Mark {
            icon: "alert-triangle"
            tone: "care"
        }

        T {
            role: "title"
            text: qsTr("Этот экран не открылся")
            width: parent.width
        }

        T {
            text: qsTr("Ваши данные не потеряны. Вернитесь в начало или подойдите к сотруднику.")
            width: parent.width
        }

        Button {
            height: Theme.primaryHeight
            icon: "home"
            kind: "accent"
            objectName: "home"
            role: "lead"
            text: qsTr("В начало")
            width: parent.width

            onActivated: page.homeAsked()
        }
    }
}
