// `?`, `if let`, `match` and the methods of Option and Result give what is inside.
struct Key;

impl Key {
    fn turn(&self) -> Result<Lock, String> {
        Ok(Lock)
    }
}

struct Lock;

impl Lock {
    fn spring(&self) {}
}

fn find() -> Option<Key> {
    None
}

fn all() -> Vec<Key> {
    Vec::new()
}

fn work() -> Result<(), String> {
    let lock = find().unwrap().turn()?;
    //                         ^ defined: 5
    lock.spring();
    //   ^ defined: 13
    find().expect("").turn()?.spring();
    //                        ^ defined: 13
    if let Some(key) = find() {
        key.turn();
        //  ^ defined: 5
    }
    match find() {
        Some(key) => key.turn().unwrap().spring(),
        //                               ^ defined: 13
        None => {}
    }
    let Some(key) = find() else { return Ok(()) };
    key.turn();
    //  ^ defined: 5
    for key in all() {
        key.turn();
        //  ^ defined: 5
    }
    for key in all().iter() {
        key.turn();
        //  ^ defined: 5
    }
    let boxed: Box<Lock> = Box::new(Lock);
    boxed.spring();
    //    ^ defined: 13
    Ok(())
}
