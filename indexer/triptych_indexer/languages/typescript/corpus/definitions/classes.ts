// Classes, abstract ones, and what stands in them.
abstract class Shelf<T extends object = {}> extends Base implements Sized {
//             ^ class Shelf<T: object = {}>, abstract
  static count = 0;
  //     ^ field Shelf.count, static
  readonly size: number = 3;
  //       ^ field Shelf.size: number, const
  protected items: T[] = [];
  //        ^ field Shelf.items: T[], protected
  private secret?: string;
  //      ^ field Shelf.secret: string, private
  #hidden = 1;
  // <- field Shelf.#hidden, private
  static #count = 0;
  //     ^ field Shelf.#count, private, static
  static {
    this.#count = 1;
  }
  handler = (event: Event): void => {};
  // <- method Shelf.handler(event: Event) -> void

  constructor(private owner: string, public readonly place = "wall") {
  // <- constructor Shelf.constructor(owner: string, place="wall")
  //                  ^ field Shelf.owner: string, private
  //                                                 ^ field Shelf.place, const
    super();
    this.extra = 1;
    //   ^ field Shelf.extra
  }

  get width(): number {
  //  ^ property Shelf.width: number
    return 1;
  }

  set width(value: number) {}
  //  ^ property Shelf.width(value: number)

  abstract get depth(): number;
  //           ^ property Shelf.depth: number, abstract

  isShelf(other: unknown): other is Shelf {
  // <- method Shelf.isShelf(other: unknown) -> other is Shelf
    return true;
  }

  assertShelf(other: unknown): asserts other is Shelf {}
  // <- method Shelf.assertShelf(other: unknown) -> asserts other is Shelf

  abstract weight(): number;
  //       ^ method Shelf.weight() -> number, abstract

  protected async load(path: string, ...rest: string[]): Promise<T> {
  //              ^ method Shelf.load(path: string, *rest: string[]) -> Promise<T>, protected, async
    const local = path;
    return parse(local);
  }

  static *all(): Generator<number> {
  //      ^ method Shelf.all() -> Generator<number>, static, generator
    yield 1;
  }

  override toString() {
  //       ^ method Shelf.toString(), override
    return "shelf";
  }

  ["computed"]() {}
  // <- method Shelf.["computed"]()

  [Symbol.iterator]() {}
  // <- method Shelf.[Symbol.iterator]()
}

@Component({ name: "door" })
export class Door {
//           ^ class Door, exported, @Component({ name: "door" })
  @Input() wide = false;
  //       ^ field Door.wide, @Input()

  @Output()
  open(@Inject("x") key?: string) {}
  // <- method Door.open(key: string), @Output()
}

class Box {
//    ^ class Box
  constructor(public wide?: number, readonly high?: number, deep?: number) {}
  // <- constructor Box.constructor(wide: number, high: number, deep: number)
  //                 ^ field Box.wide: number
  //                                         ^ field Box.high: number, const
}

const Hidden = class Own {
//    ^ class Hidden
  run() {}
  // <- method Hidden.run()
};

export default class extends Door {}
//     ^ class default, exported
