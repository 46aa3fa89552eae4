// A closure is called with an element, with what is inside of an option, or with what its bound says.
struct Door;

impl Door {
    fn open(&self) -> bool {
        true
    }
}

struct Window;

impl Window {
    fn open(&self) -> bool {
        false
    }
}

fn around<F: FnMut(&Window)>(depth: u8, block: F) {}

fn within(block: impl FnOnce(Door) -> bool) {}

fn work(doors: Vec<Door>, window: Option<Window>) {
    doors.iter().any(|door| door.open());
    //                           ^ defined: 5
    window.map(|window| window.open());
    //                         ^ defined: 13
    window.as_ref().map(|one| one.open());
    //                            ^ defined: 13
    doors.iter().map(|_| Window).for_each(|one| { one.open(); });
    //                                                ^ defined: 13
    around(1, |one| { one.open(); });
    //                    ^ defined: 13
    within(|one| one.open());
    //               ^ defined: 5
}
