pub fn shut() {}
