use crate::owner::Owner;

pub struct Pet {
    pub owner: std::rc::Weak<Owner>,
}

impl Pet {
    pub fn come(&self, owner: &Owner) {
        owner.call();
        //    ^ defined: src/owner.rs:9
    }
}
