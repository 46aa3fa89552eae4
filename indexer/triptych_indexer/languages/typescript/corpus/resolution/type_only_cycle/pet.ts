import { type Owner } from "./owner";
//                         ^ defined: owner.ts
export interface Sound {}

export class Pet {
  come(owner: Owner): void {
    owner.call().eat();
    //           ^ defined: 11
  }

  eat(): void {}
}
