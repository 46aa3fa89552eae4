// The parameter of a callback that an array's method calls is an element.
class User {
  save() {}
}

class Other {
  save() {}
}

function use(list: User[]) {
  list.forEach((one) => one.save());
  //                        ^ defined: 3
}
