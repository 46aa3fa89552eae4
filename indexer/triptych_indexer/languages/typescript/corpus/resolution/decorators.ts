// A decorator is used where it stands; what it decorates keeps its own members.
function sealed(target: Function): void {}

function logged(level: number) {
  return function (target: object, key: string): void {};
}

const injected = (key: string) => (target: object, name: string) => {};

namespace shop {
  @sealed
// ^ defined: 2
  export class Door {
    @injected("key")
  // ^ defined: 8
    key = new Key();

    @logged(3)
  // ^ defined: 4
    open(): Door {
      this.key.turn();
      //       ^ defined: 27
      return this;
    }
  }
  class Key {
    turn(): void {}
  }

  new Door().open().open();
  //         ^ defined: 20
  //                ^ defined: 20
}
