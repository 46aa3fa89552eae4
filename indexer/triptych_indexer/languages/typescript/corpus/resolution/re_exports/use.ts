// A name that is exported again leads to where it is defined, over any number of steps and under any name.
import { Door, Gate, Window, locks, open as openAny } from "./doors";
//                                                         ^ defined: doors/index.ts
import everything, { Key } from "./hub";
import * as all from "./hub";

new Door().open();
//         ^ defined: doors/door.ts:2
new Gate().open();
//         ^ defined: doors/door.ts:2
new Window().shut();
//           ^ defined: doors/window.ts:2
locks.turn();
//    ^ defined: doors/locks.ts:1
openAny();
// <- defined: doors/door.ts:5
new Key().cut();
//        ^ defined: doors/locks.ts:4
everything();
// <- defined: hub.ts:4
all.turn();
//  ^ defined: doors/locks.ts:1
new all.Gate().open();
//             ^ defined: doors/door.ts:2
