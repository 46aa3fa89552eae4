// A folder means its index, and `.js` in an import means the `.ts` beside it.
import { Lamp } from ".";
//                   ^ defined: index.ts
import { Bulb } from "./lamp.js";
//                   ^ defined: lamp.ts

new Lamp().dim();
//         ^ defined: lamp.ts:8
new Lamp().bulb.burn();
//              ^ defined: lamp.ts:2
