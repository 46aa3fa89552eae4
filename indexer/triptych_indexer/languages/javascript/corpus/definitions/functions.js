// Functions, by whatever they get their name.
function plain(a, b = 2, ...rest) {
//       ^ function plain(a, b=2, *rest)
  function inner() {}
  //       ^ function plain.inner()
  const local = () => {};
  //    ^ function plain.local()
}

async function* stream() {}
//              ^ function stream(), async, generator

export const double = (x) => x * 2;
//           ^ function double(x), exported
const named = function other() {};
//    ^ function named()
exports.first = function () {};
//      ^ function first(), exported
exports.lazily = function* () {};
//      ^ function lazily(), exported
module.exports.second = async () => {};
//             ^ function second(), async, exported

export const table = {
//           ^ variable table, exported
  run() {},
  // <- method table.run()
  walk: () => 1,
  // <- method table.walk()
  "quoted name": function () {},
  // <- method table.quoted name()
  [Symbol.iterator]: function* () {},
  // <- method table.[Symbol.iterator]()
  get size() {
  //  ^ property table.size
    return 3;
  },
  data: 3,
};

table["late"] = function later(a) {};
//                       ^ function later(a)

items.map(function each(item) {});
//                 ^ function each(item)

(function immediately() {})();
//        ^ function immediately()

export default (a) => a;
//     ^ function default(a), exported
