// A mixin gives a class which extends what it is handed: the members of what was handed are not found through it.
type Constructor<T = {}> = new (...args: any[]) => T;

class Animal {
  eat(): void {}
}

class Stone {
  eat(): void {}
}

function Loud<TBase extends Constructor>(Base: TBase) {
  return class extends Base {
    shout(): void {}
  };
}

class Dog extends Loud(Animal) {
  bark(): void {
    this.eat();
    //   ^ defined: 5
  }
}
