// Written types tell what parameters, fields, promises, arrays, maps and unions hold.
import type { Store, User, Users } from "./model";
//                                       ^ defined: model.ts

async function use(store: Store, users: Users, maybe: User | null, list: Array<User>) {
  store.put(users[0]);
  //    ^ defined: model.ts:11
  const all = await store.all();
  all[0].save();
  //     ^ defined: model.ts:4
  for (const user of all) {
    user.save();
    //   ^ defined: model.ts:4
  }
  for (const user of users) {
    user.save();
    //   ^ defined: model.ts:4
  }
  maybe?.save();
  //     ^ defined: model.ts:4
  store.find("x")?.save();
  //               ^ defined: model.ts:4
  store.find("x")!.save();
  //               ^ defined: model.ts:4
  store.byName().get("x").save();
  //                      ^ defined: model.ts:4
  list[0].save();
  //      ^ defined: model.ts:4
  const known = JSON.parse("{}") as User;
  known.save();
  //    ^ defined: model.ts:4
  (maybe as User).save();
  //              ^ defined: model.ts:4
  list.forEach((one: User) => one.save());
  //                              ^ defined: model.ts:4
}
