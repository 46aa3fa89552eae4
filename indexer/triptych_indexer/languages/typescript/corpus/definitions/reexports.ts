// What is imported or exported again is defined elsewhere.
import fallback, { Door as Gate, type Key } from "./doors";
// <- import ./doors {default as fallback, Door as Gate, Key}
import * as windows from "./windows";
// <- import ./windows {* as windows}
import type { Lock } from "./locks";
// <- import ./locks {Lock}
import tools = require("./tools");
// <- require ./tools {* as tools}
import "./side-effect";
// <- import ./side-effect
export { Gate };
export { open as openDoor, type Knob } from "./doors";
// <- re-export ./doors {open as openDoor, Knob}
export * from "./all";
// <- re-export ./all {*}
export * as named from "./named";
// <- re-export ./named {* as named}
export type { Handle } from "./handles";
// <- re-export ./handles {Handle}
export default fallback;
