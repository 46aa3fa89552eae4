// A package of the same repository is reached by its name, and a folder by the path that tsconfig gives it.
import { Door } from "@shop/doors";
//                   ^ defined: packages/doors/src/index.ts
import { turn } from "@shop/doors/locks";
//                   ^ defined: packages/doors/src/locks.ts
import { mend } from "~/tools";
//                   ^ defined: packages/app/src/tools.ts
import { readFile } from "fs";
//                       ^ external

new Door().open();
//         ^ defined: packages/doors/src/index.ts:2
turn();
// <- defined: packages/doors/src/locks.ts:1
mend();
// <- defined: packages/app/src/tools.ts:1
