// Methods of an object literal see each other through `this`, and are found through its name.
function outside() {}

const api = {
  outside,
  short() {
    this.long();
    //   ^ defined: 10
  },
  long: function () {},
  arrow: () => outside(),
  //           ^ defined: 2
  nested: { deep() {} },
};

api.short();
//  ^ defined: 6
api.long();
//  ^ defined: 10
api.outside();
//  ^ defined: 2
api.nested.deep();
//         ^ defined: 13

const { short, nested: { deep } } = api;
short();
// <- defined: 6
deep();
// <- defined: 13
