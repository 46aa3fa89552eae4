// Classes, fields, accessors, and what functions and prototypes are given.
export class Shelf extends Base {
//           ^ class Shelf, exported
  static count = 0;
  //     ^ field Shelf.count, static
  #hidden = 1;
  // <- field Shelf.#hidden, private
  handler = () => {};
  // <- method Shelf.handler()
  [computed] = 3;
  // <- field Shelf.[computed]

  constructor(owner, { size = 3 } = {}, ...rest) {
  // <- constructor Shelf.constructor(owner, { size = 3 }={}, *rest)
    super();
    this.owner = owner;
    //   ^ field Shelf.owner
    const local = size;
  }

  get width() {
  //  ^ property Shelf.width
    return 1;
  }

  set width(value) {
  //  ^ property Shelf.width(value)
    this.stored = value;
    //   ^ field Shelf.stored
  }

  static async *all() {
  //            ^ method Shelf.all(), async, static, generator
    this.owner = 2;
  }

  #secret() {}
  // <- method Shelf.#secret(), private
}

const Hidden = class Own {};
//    ^ class Hidden

module.exports = class Door {
//                     ^ class Door, exported
  open() {}
  // <- method Door.open()
};

Door.prototype.close = function (slowly) {};
//             ^ method Door.close(slowly)
Door.parse = (text) => new Door();
//   ^ method Door.parse(text)
Door.Template = class DoorTemplate {
//   ^ class Template
  apply() {}
  // <- method Template.apply()
};

function make() {
//       ^ function make()
  return class {
  //     ^ class make.class
    run() {}
    // <- method make.class.run()
  };
}
