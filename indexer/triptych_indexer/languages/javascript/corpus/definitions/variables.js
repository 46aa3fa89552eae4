// What the module gives a name to; what a function or a block gives one to is nobody else's business.
const LIMIT = 10;
//    ^ constant LIMIT
let size = 3,
//  ^ variable size
  other;
  // <- variable other
var { a, b: renamed, c = 1, ...rest } = options;
//    ^ variable a
//          ^ variable renamed
//                   ^ variable c
//                             ^ variable rest
export const [first, , third] = list;
//            ^ variable first, exported
//                     ^ variable third, exported
const { join } = require("path");
// <- require path {join}
const fs = require("fs");
//    ^ variable fs
// <- require fs {* as fs}

if (LIMIT > 3) {
  const inBlock = 1;
  var hoisted = 2;
  //  ^ variable hoisted
} else {
  var either = 3;
  //  ^ variable either
}

try {
  var tried = 1;
  //  ^ variable tried
} catch (error) {
  var failed = error;
  //  ^ variable failed
}

for (const item of list) {
  const each = item;
}

function local() {
//       ^ function local()
  var inside = 1;
}
