// The window of a desk: sign in, then work; which of the two is the model's to say.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.DeskModel
import Kiosk.Theme

Window {
    id: window

    required property DeskModel desk
    readonly property string view: desk.signedIn ? "work" : "signIn"

    color: Theme.ground
    title: qsTr("Окно %1").arg(desk.desk)

    Root {
        anchors.fill: parent

        Loader {
            id: page

            anchors.fill: parent
            focus: true
            sourceComponent: window.desk.signedIn ? work : signIn

            onLoaded: (item as Item).forceActiveFocus()
        }
    }

    Component {
        id: signIn

        SignIn {
            desk: window.desk
        }
    }

    Component {
        id: work

        Work {
            desk: window.desk
        }
    }
}
