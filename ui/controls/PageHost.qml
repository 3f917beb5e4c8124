// Shows one page at a time: the next one slides in while input waits; a page that fails becomes a page with a way home.
pragma ComponentBehavior: Bound
import QtQuick
import Kiosk.Theme

FocusScope {
    id: host

    // Name of the page to show, what it shows, and where each page lives.
    property string view
    property var facts: ({})
    property var model: null
    property var pages: ({})
    readonly property string shown: inner.shown
    readonly property bool moving: slide.running || settle.running
    readonly property bool sliding: slide.running
    readonly property Item page: loader.item as Item

    signal homeAsked
    signal failed(string view)

    // Call after `view`, `facts` and `pages` are all of one state.
    function refresh(): void {
        if (view === "")
            return;
        if (view === inner.shown) {
            if (loader.item && loader.item.hasOwnProperty("facts"))
                loader.item.facts = facts;
            return;
        }
        const names = Object.keys(pages);
        inner.back = names.indexOf(view) < names.indexOf(inner.shown);
        const first = inner.shown === "";
        inner.shown = view;
        slide.stop();
        loader.enabled = false;
        loader.setSource(pages[view] ?? "", {
            facts: facts,
            model: model
        });
        if (loader.status !== Loader.Ready) {
            console.error("the page", view, "cannot be shown");
            loader.sourceComponent = broken;
            failed(view);
        }
        if (first || Theme.pageMs === 0)
            settle.restart();
        else
            slide.restart();
    }

    QtObject {
        id: inner

        property string shown
        property bool back: false
    }

    Loader {
        id: loader

        focus: true
        height: host.height
        width: host.width
    }

    // The page comes out of the ground by a veil that lifts: fading the page itself costs three times the drawing.
    Rectangle {
        id: veil

        anchors.fill: parent
        color: Theme.ground
        opacity: 0
        visible: opacity > 0
    }

    Component {
        id: broken

        BrokenPage {
            onHomeAsked: host.homeAsked()
        }
    }

    ParallelAnimation {
        id: slide

        onFinished: settle.restart()

        NumberAnimation {
            duration: Theme.pageMs
            easing.type: Easing.OutCubic
            from: inner.back ? -Theme.pageShift : Theme.pageShift
            property: "x"
            target: loader
            to: 0
        }

        NumberAnimation {
            duration: Theme.pageMs
            easing.type: Easing.OutCubic
            from: 1
            property: "opacity"
            target: veil
            to: 0
        }
    }

    // A finger that lands twice on the same spot must not press the next page's key.
    Timer {
        id: settle

        interval: Theme.settleMs

        onTriggered: {
            loader.x = 0;
            veil.opacity = 0;
            loader.enabled = true;
            loader.forceActiveFocus();
        }
    }
}
