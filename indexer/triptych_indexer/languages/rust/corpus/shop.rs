//! Sells things.

use std::collections::{self, hash_map::{Entry, HashMap as Map}};
use crate::till::*;
pub use self::door::Door;
use super::street as road;
extern crate serde as json;

mod door;
pub mod stock {
    pub const SIZE: usize = 3;

    pub fn count() -> usize {
        super::SHELVES.len() + SIZE
    }
}

/// How many shelves there are.
static SHELVES: [u8; 2] = [0; 2];

/// What a price is written in.
#[derive(Debug, Clone)]
pub enum Currency {
    Euro,
    Other(String),
    Local { name: &'static str },
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Anything that can be sold.
pub trait Sell: Named + std::fmt::Debug {
    type Receipt;
    const TAX: f32 = 0.2;

    fn sell(&mut self, buyer: &Buyer) -> Self::Receipt;

    fn price(&self) -> u32 {
        default_price()
    }
}

/// A shop with a till.
pub struct Shop<'a, T: Sell + 'a, const N: usize = 4> {
    pub owner: &'a str,
    pub(crate) shelf: Vec<T>,
    till: Till,
}

impl<'a, T: Sell> Shop<'a, T> {
    /// Opens the door.
    pub fn new(owner: &'a str) -> Self {
        println!("open {}", owner);
        Shop { owner, shelf: Vec::new(), till: Till::default() }
    }

    pub async unsafe fn find(&self, name: &str) -> Option<&T> {
        for item in &self.shelf {
            if item.matches(name) && !name.is_empty() {
                return Some(load::<T>(item).await?);
            }
        }
        match name {
            "" => None,
            _ => self.till.search(name),
        }
    }
}

impl<T: Sell> Drop for Shop<'_, T> {
    fn drop(&mut self) {
        self.till.close();
    }
}

macro_rules! ring {
    ($x:expr) => { $x.ring() };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opens() {
        assert_eq!(stock::count(), 5);
    }
}
