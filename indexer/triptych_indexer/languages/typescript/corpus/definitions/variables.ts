// What the module gives a name to; what a function or a block gives one to is nobody else's business.
const LIMIT = 10;
//    ^ constant LIMIT
let size: number = 3, other = 4;
//  ^ variable size: number
//                    ^ variable other
export var old: string;
//         ^ variable old: string, exported
const { a, b: renamed, c = 1, ...rest } = options;
//      ^ variable a
//            ^ variable renamed
//                     ^ variable c
//                               ^ variable rest
export const [first, , third] = list;
//            ^ variable first, exported
//                     ^ variable third, exported
const [near, { far, deep: { deeper = 1, ...others }, list: [one] }] = nested;
//     ^ variable near
//             ^ variable far
//                          ^ variable deeper
//                                         ^ variable others
//                                                          ^ variable one
export const { made: { of, by: [stone = 1] } } = (([brick]) => [brick])(nested);
//                     ^ variable of, exported
//                              ^ variable stone, exported
const { join } = require("path");
// <- require path {join}
declare const injected: string;
//            ^ variable injected: string

if (LIMIT > 3) {
  const inBlock = 1;
  var hoisted = 2;
  //  ^ variable hoisted
}

for (const item of list) {
  const each = item;
}

function local() {
//       ^ function local()
  const inside = 1;
  let { taken } = options;
}
