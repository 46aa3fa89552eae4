// Two modules that need each other only for types import each other so; both know what they hold.
import type { Pet } from "./pet";
//                       ^ defined: pet.ts

export class Owner {
  constructor(private pet: Pet) {}

  call(): Pet {
    this.pet.come(this);
    //       ^ defined: pet.ts:6
    return this.pet;
  }

  feed(): void {
    this.call().eat();
    //          ^ defined: pet.ts:11
  }
}
