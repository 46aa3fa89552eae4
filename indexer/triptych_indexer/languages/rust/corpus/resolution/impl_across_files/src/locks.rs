use crate::Door;

pub trait Lockable {
    fn lock(&self);

    fn describe(&self) -> String {
        self.lock();
        String::new()
    }
}

impl Lockable for Door {
    fn lock(&self) {}
}

pub struct Key {
    cuts: u32,
}

impl Key {
    pub fn cut(depth: u32) -> Option<Key> {
        Some(Key { cuts: depth })
    }

    pub fn turn(&self) {}
}
