// What is imported or exported again is defined elsewhere.
import fallback, { Door as Gate, open } from "./doors.js";
// <- import ./doors.js {default as fallback, Door as Gate, open}
import * as windows from "./windows.js";
// <- import ./windows.js {* as windows}
import "./side-effect.js";
// <- import ./side-effect.js
export { Gate };
export { shut as close } from "./doors.js";
// <- re-export ./doors.js {shut as close}
export * from "./all.js";
// <- re-export ./all.js {*}
export * as named from "./named.js";
// <- re-export ./named.js {* as named}
export { default } from "./default.js";
// <- re-export ./default.js {default}

async function late() {
//             ^ function late(), async
  const { thing } = await import("./late.js");
  // <- dynamic ./late.js {thing}
}
