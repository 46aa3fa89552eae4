// What is used in the arguments of well-known macros is found, and a macro's call leads to the macro.
macro_rules! square {
    ($x:expr) => {
        $x * $x
    };
}

struct Door {
    width: u32,
}

impl Door {
    fn is_open(&self) -> bool {
        true
    }

    fn name(&self) -> String {
        String::new()
    }
}

fn make() -> Door {
    Door { width: 1 }
}

fn width() -> u32 {
    square!(2)
    // <- defined: 2
}

fn use_them(door: Door) {
    assert!(door.is_open(), "{}", door.name());
    //           ^ defined: 13
    //                                 ^ defined: 17
    assert_eq!(width(), square!(3));
    //         ^ defined: 26
    //                  ^ defined: 2
    let doors = vec![make(), make()];
    //               ^ defined: 22
    println!("{}", format!("{}", doors[0].name()));
    //                                    ^ defined: 17
    if matches!(make(), Door { .. }) {}
    //          ^ defined: 22
    doors[0].name();
    //       ^ defined: 17
}
