// A star behind a class brings all of its static members in.
package b;

import static a.Tools.*;

class UseAll {
    void use() {
        oil();
        // <- defined: a/Tools.java:6
        new Saw().cut();
        //        ^ defined: a/Tools.java:9
    }
}
