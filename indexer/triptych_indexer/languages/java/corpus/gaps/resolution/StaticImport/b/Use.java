// A static import brings a class's member in by its bare name.
package b;

import static a.Tools.mend;

class Use {
    void use() {
        mend();
        // <- defined: a/Tools.java:4
    }
}
