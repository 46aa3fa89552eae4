use crate::pet::Pet;

pub struct Owner {
    pub pet: Option<Box<Pet>>,
    pub name: String,
}

impl Owner {
    pub fn call(&self) {
        if let Some(pet) = &self.pet {
            pet.come(self);
            //  ^ defined: src/pet.rs:8
        }
    }
}
