// Functions: declared, overloaded, given to a name, to a member, or to a property.
function find(key: number): string;
//       ^ function find(key: number) -> string
function find(key: string): number;
//       ^ function find(key: string) -> number
function find(key: any): any {
//       ^ function find(key: any) -> any
  return key;
}

export async function fetchAll<T, K extends keyof T = keyof T>(
//                    ^ function fetchAll<T, K: keyof T = keyof T>(this: Window, { url, tries = 3 }: Options, [first]: string[], fallback: T | null = null, optional: K, *rest: string[]) -> Promise<T[]>, async, exported
  this: Window,
  { url, tries = 3 }: Options,
  [first]: string[],
  fallback: T | null = null,
  optional?: K,
  ...rest: string[]
): Promise<T[]> {
  function inner() {}
  //       ^ function fetchAll.inner()
  const local = 1;
  return [];
}

export function isDoor(thing: unknown): thing is Door {
//              ^ function isDoor(thing: unknown) -> thing is Door, exported
  return true;
}

export const double = (x: number): number => x * 2;
//           ^ function double(x: number) -> number, exported
const identity = x => x;
//    ^ function identity(x)
let later = function named(a) {};
//  ^ function later(a)

export const table = {
//           ^ variable table, exported
  run() {},
  // <- method table.run()
  walk: () => 1,
  // <- method table.walk()
  "quoted name": function () {},
  // <- method table.quoted name()
  size: 3,
};

table.stop = () => {};
//    ^ method table.stop()
Door.prototype.close = function () {};
//             ^ method Door.close()

/**
 * Rings.
 * @deprecated use knock
 */
function ring() {}
//       ^ function ring(), deprecated

const isDoor = (one: unknown): one is Door => true;
//    ^ function isDoor(one: unknown) -> one is Door

declare function declared(a: string): void;
//               ^ function declared(a: string) -> void

items.forEach(function each(item) {});
//                     ^ function each(item)

export default function () {}
//     ^ function default(), exported
