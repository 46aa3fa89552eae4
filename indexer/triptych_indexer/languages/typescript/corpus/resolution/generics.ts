// A type parameter that has a bound has the bound's members.
interface Named {
  label(): string;
}

class Tag implements Named {
  label() {
    return "";
  }
}

function show<T extends Named>(item: T) {
  item.label();
  //   ^ defined: 3 virtual
}

show(new Tag());
// <- defined: 12
