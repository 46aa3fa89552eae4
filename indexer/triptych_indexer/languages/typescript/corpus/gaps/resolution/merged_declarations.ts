// A class and an interface of one name are one type; of its two definitions only the last one is looked at.
class Walker {
  walk(): void {}
}

class Hiker {
  name(): string {
    return "hiker";
  }
}
interface Hiker extends Walker {}

class Camper {
  name(): string {
    return "camper";
  }
}

function meet(hiker: Hiker): void {
  hiker.walk();
  //    ^ defined: 3
  hiker.name();
  //    ^ defined: 7
}
