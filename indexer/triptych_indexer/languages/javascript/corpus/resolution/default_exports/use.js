// A default export is what its file says, however it says it, and re-exports hand it on.
import open from "./named";
//               ^ defined: named.js
import Door from "./class.js";
import wash from "./value.js";
import paint, { Tool } from "./renamed.js";
import choir from "./object.js";
import { Broom, Door as Gate, extra, less, more } from "./hub.js";
import * as hub from "./hub.js";
import _ from "lodash";

open();
// <- defined: named.js:1
new Door().knock();
//         ^ defined: class.js:2
wash();
// <- defined: value.js:1
paint();
// <- defined: renamed.js:1
new Tool().dip();
//         ^ defined: renamed.js:3
choir.sing();
//    ^ defined: object.js:1
new Broom().dip();
//          ^ defined: renamed.js:3
new Gate().knock();
//         ^ defined: class.js:2
more();
// <- defined: more.js:1
less();
// <- defined: more.js:2
extra.more();
//    ^ defined: more.js:1
hub.more();
//  ^ defined: more.js:1
_.map();
//^ external
