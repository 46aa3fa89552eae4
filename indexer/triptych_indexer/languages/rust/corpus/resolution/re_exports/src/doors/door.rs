pub struct Door;

impl Door {
    pub fn new() -> Door {
        Door
    }

    pub fn open(&self) {}
}
