mod wide;
pub use wide::wide;

pub fn open() {}
