pub use crate::doors::*;
