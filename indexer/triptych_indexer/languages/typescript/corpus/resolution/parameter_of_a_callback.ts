// The parameter of a callback is what the call that it is handed to says: an element, or what a written type names.
class User {
  save() {}
  rename(name: string) {}
}

class Other {
  save() {}
  rename(name: string) {}
}

type Visit = (other: Other, depth: number) => void;

function eachOther(visit: Visit) {}

function eachUser(name: string, visit: (user: User) => void) {}

async function use(list: User[], others: Promise<Other>) {
  list.forEach((one) => one.save());
  //                        ^ defined: 3
  list.map((one) => one).filter((one) => one.save());
  //                                         ^ defined: 3
  list.map(() => new Other()).forEach((one) => one.save());
  //                                               ^ defined: 8
  list.sort((a, b) => a.rename(b.save()));
  //                    ^ defined: 4
  //                             ^ defined: 3
  others.then((one) => one.save());
  //                       ^ defined: 8
  eachOther((one) => one.save());
  //                     ^ defined: 8
  eachUser("x", (one) => {
    list.forEach((inner) => {
      one.rename(inner.save());
      //  ^ defined: 4
      //               ^ defined: 3
    });
    others.then((one) => {
      const held = one;
      held.save();
      //   ^ defined: 8
    });
  });
}
