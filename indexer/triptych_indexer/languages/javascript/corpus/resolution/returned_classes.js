// A function may give back a class; what is made of it has its members.
function make() {
  return class Made {
    run() {}
  };
}

const nameless = () =>
  class {
    walk() {}
  };

const Made = make();
new Made().run();
//         ^ defined: 4 ~0.90
const Other = nameless();
new Other().walk();
//          ^ defined: 10 ~0.90
