// A static import brings a class's member in by its bare name; a class inside of a class is imported like one.
package b;

import static a.Tools.mend;
//                    ^ defined: a/Tools.java
import a.Tools.Saw;
//             ^ defined: a/Tools.java

class Use {
    void use() {
        mend();
        // <- defined: a/Tools.java:4
        Saw saw = new Saw();
        //            ^ defined: a/Tools.java:8
        saw.cut();
        //  ^ defined: a/Tools.java:9
    }
}
