// Signing in at the desk: login and PIN, by the keys on the screen or by a keyboard.
import QtQuick
import Kiosk.Controls
import Kiosk.DeskModel
import Kiosk.Theme

FocusScope {
    id: page

    required property DeskModel desk

    function enter(): void {
        if (login.text === "") {
            login.take();
        } else if (pin.text === "") {
            pin.take();
        } else if (page.desk.link && page.desk.busy === "") {
            page.desk.signIn(login.text, pin.text);
            pin.clear();
        }
    }

    Item {
        id: top

        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(14)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(6)
        height: Theme.mm(22)

        T {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.inkSoft
            elide: Text.ElideRight
            text: page.desk.hall
            width: Math.max(0, right.x - Theme.mm(4))
            wrapMode: Text.NoWrap
        }

        Row {
            id: right

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.mm(6)

            Row {
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.mm(1.8)

                Ico {
                    anchors.verticalCenter: parent.verticalCenter
                    name: page.desk.link ? "wifi" : "wifi-off"
                    side: Theme.mm(5)
                    tint: page.desk.link ? Theme.inkSoft : Theme.bad
                }

                T {
                    anchors.verticalCenter: parent.verticalCenter
                    color: page.desk.link ? Theme.inkSoft : Theme.bad
                    objectName: "link"
                    strong: !page.desk.link
                    text: page.desk.link ? qsTr("Сервер на связи") : qsTr("Нет связи")
                    wrapMode: Text.NoWrap
                }
            }

            T {
                anchors.verticalCenter: parent.verticalCenter
                cap: 4
                figures: true
                objectName: "clock"
                strong: true
                text: page.desk.clock
                wrapMode: Text.NoWrap
            }

            Act {
                icon: "world"
                keys: "Ctrl L"
                objectName: "language"
                sequence: "Ctrl+L"
                text: page.desk.language === "ru" ? "English" : "Русский"

                onActivated: page.desk.toggleLanguage()
            }
        }
    }

    Column {
        id: form

        anchors.left: parent.left
        anchors.leftMargin: Theme.mm(14)
        anchors.top: top.bottom
        anchors.topMargin: Theme.mm(10)
        spacing: Theme.mm(6)
        width: Math.round(page.width * 0.34)

        T {
            role: "display"
            text: qsTr("Окно %1").arg(page.desk.desk)
            width: parent.width
        }

        T {
            color: Theme.inkSoft
            text: page.desk.guest.present ? qsTr("За окном посетитель %1. Войдите, чтобы продолжить.").arg(page.desk.guest.number) : qsTr("Войдите, чтобы начать приём.")
            width: parent.width
        }

        Field {
            id: login

            focus: true
            label: qsTr("Логин")
            objectName: "login"
            width: parent.width

            onEntered: page.enter()
        }

        Field {
            id: pin

            label: qsTr("ПИН")
            objectName: "pin"
            secret: true
            width: parent.width

            onEntered: page.enter()
        }

        NoticeStrip {
            desk: page.desk
            width: parent.width
        }
    }

    Keyboard {
        id: keyboard

        anchors.left: form.right
        anchors.leftMargin: Theme.mm(14)
        anchors.right: parent.right
        anchors.rightMargin: Theme.mm(14)
        anchors.bottom: go.top
        anchors.bottomMargin: Theme.mm(10)
        height: implicitHeight

        onErased: (pin.typing ? pin : login).erase()
        onTyped: letter => {
            const field = pin.typing ? pin : login;
            if (!field.typing)
                field.take();
            field.insert(letter);
        }
    }

    Button {
        id: go

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.mm(12)
        anchors.left: keyboard.left
        anchors.right: keyboard.right
        busy: page.desk.busy === "signIn"
        height: Theme.mm(24)
        kind: "accent"
        note: page.desk.link ? "" : qsTr("Нет связи с сервером зала")
        objectName: "signIn"
        possible: busy || (page.desk.link && login.text !== "" && pin.text !== "")
        role: "title"
        text: qsTr("Войти и открыть окно")

        onActivated: page.enter()
    }
}
