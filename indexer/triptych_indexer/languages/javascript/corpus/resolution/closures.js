// Functions that are kept in variables, returned and handed on are still themselves.
const add = (a) => a;
const make = () => new Tool();

class Tool {
  use() {}
}

function outer() {
  function inner() {
    add(1);
    // <- defined: 2
  }
  return inner;
}

outer()();
// <- defined: 9, 10
make().use();
//     ^ defined: 6
[1].map(add);
//      ^ defined: 2 ~0.45 indirect
const alias = add;
alias(1);
// <- defined: 2
(function () {
  add(2);
  // <- defined: 2
})();
