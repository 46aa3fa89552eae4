// Methods are looked up along the classes that a class extends; fields tell what they hold.
class Engine {
  start() {}
}

class Vehicle {
  engine = new Engine();

  constructor() {
    this.spare = new Engine();
  }

  drive() {
    this.engine.start();
    //          ^ defined: 3
    this.spare.start();
    //         ^ defined: 3
    this.#secret();
    //   ^ defined: 26
  }

  static build() {
    return new this();
  }

  #secret() {}

  get motor() {
    return this.engine;
  }
}

class Car extends Vehicle {
  constructor() {
    super();
    // <- defined: 6
    this.doors = 4;
  }

  drive() {
    super.drive();
    //    ^ defined: 13
    this.motor.start();
    //         ^ defined: 3
  }
}

new Car().drive();
//        ^ defined: 40
Car.build().drive();
//          ^ defined: 40
new Car().motor.start();
//              ^ defined: 3
