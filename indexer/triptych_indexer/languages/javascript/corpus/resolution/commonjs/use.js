// What is given to `exports` and `module.exports`, under any name, is what `require` gives.
const app = require("./app");
const one = require("./one");
const several = require("./several");
const { third, Fourth, fifth } = require("./object");
const fs = require("fs");

app.set("x");
//  ^ defined: app.js:3
one();
// <- defined: one.js:1
several.first();
//      ^ defined: several.js:1
several.second();
//      ^ defined: several.js:3
third();
// <- defined: object.js:1
new Fourth().run();
//           ^ defined: object.js:4
fifth();
// <- defined: object.js:7
fs.readFileSync("x");
// ^ external
require("./one")();
// <- external

const Light = require("./lamp");
new Light().dim();
//          ^ defined: lamp.js:2 ~0.90
new Light().first();
//          ^ unresolved
