// Interfaces, aliases, enumerations, namespaces, and what is merged with a class of the same name.
export interface Sized<T = number> extends Base<T> {
//               ^ interface Sized<T = number>, exported
  readonly size: T;
  //       ^ field Sized.size: T
  optional?: string;
  // <- field Sized.optional: string
  measure(unit: string): T;
  // <- method Sized.measure(unit: string) -> T, abstract
  isSized(other: unknown): other is Sized;
  // <- method Sized.isSized(other: unknown) -> other is Sized, abstract
  get width(): number;
  //  ^ property Sized.width: number
  set width(value: number);
  //  ^ property Sized.width(value: number)
  <K>(key: K): void;
  new (text: string): Sized;
  [index: string]: unknown;
}

interface Source<out T, in U extends string, in out V = T, const W = T> {}
//        ^ interface Source<out T, in U: string, in out V = T, W = T>
class Sink<in out T, K> {}
//    ^ class Sink<in out T, K>

type Pair<A, B extends A = A> = [A, B];
//   ^ type_alias Pair<A, B: A = A> = [A, B]
type Shape = { kind: "square"; side: number } | { kind: "circle" };
//   ^ type_alias Shape = { kind: "square"; side: number } | { kind: "circle" }
type Named = { name: string; rename(to: string): void };
//   ^ type_alias Named = { name: string; rename(to: string): void }
//             ^ field Named.name: string
//                           ^ method Named.rename(to: string) -> void
type Mapped<T> = { readonly [K in keyof T]?: T[K] };
//   ^ type_alias Mapped<T> = { readonly [K in keyof T]?: T[K] }

enum Colour {
//   ^ enum Colour
  Red,
  // <- enum_member Colour.Red
  Blue = "blue",
  // <- enum_member Colour.Blue
  "dark green",
  // <- enum_member Colour.dark green
}

export const enum Level { Low = 1 << 0 }
//                ^ enum Level, exported
//                        ^ enum_member Level.Low

export namespace shop.tools {
//               ^ namespace shop.tools, exported
  export const LIMIT = 10;
  //           ^ constant shop.tools.LIMIT, exported
  export function open(): void {}
  //              ^ function shop.tools.open() -> void, exported
  export class Hammer {}
  //           ^ class shop.tools.Hammer, exported
  export namespace inner {
  //               ^ namespace shop.tools.inner, exported
    export type Key = string;
    //          ^ type_alias shop.tools.inner.Key = string, exported
  }
}

declare module "outside" {
//             ^ namespace outside
  export function load(name: string): void;
  //              ^ function outside.load(name: string) -> void, exported
  const version: string;
  //    ^ variable outside.version
}

declare global {
  interface Window {
  //        ^ interface Window
    shop: string;
    // <- field Window.shop: string
  }
}

class Merged {}
//    ^ class Merged
interface Merged {
//        ^ interface Merged
  late: number;
  // <- field Merged.late: number
}
