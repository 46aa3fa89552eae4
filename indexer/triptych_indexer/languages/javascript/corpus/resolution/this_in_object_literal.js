// `this` in a method of an object literal is that object.
const api = {
  short() {
    this.long();
    //   ^ defined: 7
  },
  long() {},
  arrow: () => this.long(),
  //                ^ external
  late() {
    [1].forEach(() => this.added());
    //                     ^ defined: 16
  },
};

api.added = function added() {};

class Other {
  long() {}
}

export default make({
  open() {
    this.close();
    //   ^ defined: 27
  },
  close: function () {},
});

api.short();
new Other();
