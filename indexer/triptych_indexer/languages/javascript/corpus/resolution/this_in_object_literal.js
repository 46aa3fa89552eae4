// `this` in a method of an object literal is that object.
const api = {
  short() {
    this.long();
    //   ^ defined: 7
  },
  long() {},
  late() {
    [1].forEach(() => this.added());
    //                     ^ defined: 14
  },
};

api.added = function added() {};

class Other {
  long() {}
}

export default make({
  open() {
    this.close();
    //   ^ defined: 25
  },
  close: function () {},
});

api.short();
new Other();
