// Of overload signatures the implementation runs; members of enums and namespaces are found through their names.
class Row {
  show() {}
}

function find(key: number): Row;
function find(key: string): Row;
function find(key: unknown): Row {
  return new Row();
}

enum Colour {
  Red,
  Blue,
}

namespace Tools {
  export function mend() {}

  export namespace Fine {
    export class Saw {
      cut() {}
    }
  }
}

find(1).show();
//      ^ defined: 3
find(1);
// <- defined: 8
Tools.mend();
//    ^ defined: 18
new Tools.Fine.Saw().cut();
//                   ^ defined: 22
function paint(colour: Colour = Colour.Red) {}
