// Structures, enumerations, traits, and the blocks that give them methods.
use std::fmt;
// <- use std {fmt}

#[derive(Clone, Debug)]
pub struct Shelf<'a, T: Clone = u8, const N: usize = 3>
//         ^ struct Shelf<'a, T: Clone + Copy = u8, N: usize = 3>, #[derive(Clone, Debug)]
where
    T: Copy,
{
    pub items: [T; N],
    //  ^ field Shelf::items: [T; N]
    pub(crate) owner: &'a str,
    //         ^ field Shelf::owner: &'a str, internal
    secret: u8,
    // <- field Shelf::secret: u8, private
}

struct Unit;
//     ^ struct Unit, private
pub struct Pair(pub u8, String);
//         ^ struct Pair
struct Triple(pub u8, pub(crate) String, u8);
//     ^ struct Triple, private

union Bits {
//    ^ struct Bits, private
    whole: u32,
    // <- field Bits::whole: u32, private
    parts: [u8; 4],
    // <- field Bits::parts: [u8; 4], private
}

pub enum Shape {
//       ^ enum Shape
    Square { side: f64 },
    // <- enum_member Shape::Square
    //       ^ field Shape::side: f64
    Circle(f64),
    // <- enum_member Shape::Circle
    #[default]
    Empty = 3,
    // <- enum_member Shape::Empty, #[default]
}

pub trait Sized2<T>: Clone + fmt::Debug {
//        ^ trait Sized2<T>
    type Output: Clone;
    //   ^ type_alias Sized2::Output
    const LIMIT: usize = 3;
    //    ^ constant Sized2::LIMIT: usize

    fn size(&self) -> usize;
    // ^ method Sized2::size(self) -> usize, abstract

    fn double(&self) -> usize {
    // ^ method Sized2::double(self) -> usize
        self.size() * 2
    }
}

impl<'a, T: Clone> Shelf<'a, T> {
//                 ^ impl Shelf<'a, T: Clone>
    pub const MAX: usize = 9;
    //        ^ constant Shelf::MAX: usize

    pub fn new(owner: &'a str) -> Self {
    //     ^ method Shelf::new(owner: &'a str) -> Self
        Shelf { items: [], owner, secret: 0 }
    }

    async unsafe fn load(&mut self, path: &str, _: u8) -> Result<T, fmt::Error> {
    //              ^ method Shelf::load(self, path: &str, _: u8) -> Result<T, fmt::Error>, private, async, unsafe
        let local = path;
        fn helper() {}
        // ^ function Shelf::load::helper(), private
        helper();
        Err(fmt::Error)
    }
}

impl<T> Sized2<T> for Pair {
//                    ^ impl Pair<T>
    type Output = u8;
    //   ^ type_alias Pair::Output = u8

    fn size(&self) -> usize {
    // ^ method Pair::size(self) -> usize
        2
    }
}

impl fmt::Display for outer::Door {
//                           ^ impl Door
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    // ^ method Door::fmt(self, f: &mut fmt::Formatter<'_>) -> fmt::Result
        Ok(())
    }
}

impl<T> Sized2<T> for [T] {
//                    ^ impl [T]<T>
    fn size(&self) -> usize {
    // ^ method [T]::size(self) -> usize
        0
    }
}

impl Sized2<u8> for (u8, Unit) {}
//                  ^ impl (u8, Unit)

impl dyn Animal {
//       ^ impl Animal
    fn speak(&self) {}
    // ^ method Animal::speak(self), private
}
