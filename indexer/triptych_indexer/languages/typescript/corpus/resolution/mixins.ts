// A function that gives a class is a mixin: who extends its result has its members.
class Animal {
  eat(): void {}
}

function Loud<TBase extends new (...args: any[]) => {}>(Base: TBase) {
  return class Louder extends Base {
    shout(): void {}
  };
}

class Dog extends Loud(Animal) {
  //              ^ defined: 6
  bark(): void {
    this.shout();
    //   ^ defined: 8 ~0.95
    this.bark();
    //   ^ defined: 14
  }
}

const LoudAnimal = Loud(Animal);
//                 ^ defined: 6
new LoudAnimal().shout();
//               ^ defined: 8
new Dog().bark();
//        ^ defined: 14
