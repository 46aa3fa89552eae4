// Modules may need each other's types; both know what they hold.
pub mod owner;
//      ^ defined: src/owner.rs
pub mod pet;
//      ^ defined: src/pet.rs
