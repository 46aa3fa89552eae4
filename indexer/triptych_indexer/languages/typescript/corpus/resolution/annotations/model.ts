export class User {
  constructor(private readonly store: Store, public name: string) {}

  save() {
    this.store.put(this);
    //         ^ defined: model.ts:11 ~0.90
  }
}

export class Store {
  put(user: User) {}

  async all(): Promise<User[]> {
    return [];
  }

  find(name: string): User | undefined {
    return undefined;
  }

  byName(): Map<string, User> {
    return new Map();
  }
}

export type Users = User[];
