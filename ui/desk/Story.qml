// The visit so far: ticket, call, service, each with its time; what is still to come stays hollow.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Controls
import Kiosk.Theme

Item {
    id: story

    property list<var> steps

    function word(step: string): string {
        switch (step) {
        case "taken":
            return qsTr("взял талон");
        case "called":
            return qsTr("вызван");
        }
        return qsTr("приём");
    }

    implicitHeight: Theme.mm(17)

    Repeater {
        model: story.steps

        Item {
            id: step

            required property var modelData
            required property int index
            readonly property bool done: step.modelData.at !== ""
            readonly property bool newest: done && (step.index + 1 === story.steps.length || story.steps[step.index + 1].at === "")

            height: story.height
            width: story.width / story.steps.length
            x: step.index * width

            Rectangle {
                color: Theme.line
                height: Math.max(1, Theme.mm(0.5))
                visible: step.index + 1 < story.steps.length
                width: parent.width
                y: dot.height / 2 - height / 2
            }

            Rectangle {
                id: dot

                border.color: step.newest ? Theme.fillEdge : Theme.line
                border.width: Math.max(1, Theme.mm(0.5))
                color: step.newest ? Theme.fill : Theme.sheet
                height: width
                radius: width / 2
                width: Theme.mm(5)
            }

            T {
                id: at

                anchors.top: dot.bottom
                anchors.topMargin: Theme.mm(1.2)
                figures: true
                strong: true
                text: step.done ? step.modelData.at : "–"
            }

            T {
                anchors.top: at.bottom
                color: Theme.inkSoft
                role: "note"
                text: story.word(step.modelData.step)
            }
        }
    }
}
