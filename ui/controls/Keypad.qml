// Whether the person is using the keys: only then the focus ring is shown.
pragma Singleton
import QtQuick

QtObject {
    property bool used: false
}
