// `this` in a method of an object literal is that object.
const api = {
  short() {
    this.long();
    //   ^ defined: 7
  },
  long() {},
};

class Other {
  long() {}
}

api.short();
new Other();
