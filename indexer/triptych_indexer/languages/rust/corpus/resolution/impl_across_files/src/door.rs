pub struct Door;

impl Door {
    pub fn new() -> Self {
        Self
    }

    pub fn open(&mut self) -> &mut Self {
        self.creak();
        //   ^ defined: src/door.rs:15
        Self::new();
        //    ^ defined: src/door.rs:4
        self
    }
    fn creak(&self) {}
}
