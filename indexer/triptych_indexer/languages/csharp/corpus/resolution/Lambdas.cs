// A lambda is called with an element, or with what the delegate of the parameter takes.
using System;
using System.Collections.Generic;

class Door {
    public void Open() {}
}

class Window {
    public void Open() {}
}

class Use {
    void Each(Action<Window> block) {}

    void Work(List<Door> doors) {
        doors.ForEach(door => door.Open());
        //                         ^ defined: 6
        Each(one => one.Open());
        //              ^ defined: 10
    }
}
