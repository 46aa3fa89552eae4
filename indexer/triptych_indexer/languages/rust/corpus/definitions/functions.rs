// Functions, macros, constants, and the modules they stand in.
#![allow(dead_code)]

/// The largest size.
pub const LIMIT: usize = 10;
//        ^ constant LIMIT: usize
static mut COUNT: u32 = 0;
//         ^ variable COUNT: u32, private
type Text<'a> = &'a str;
//   ^ type_alias Text<'a> = &'a str, private

pub async fn fetch<T, E>(url: &str, (a, b): (u8, u8), mut tries: u32) -> Result<T, E>
//           ^ function fetch<T: From<u8>, E>(url: &str, (a, b): (u8, u8), tries: u32) -> Result<T, E>, async
where
    T: From<u8>,
{
    let closure = |x: u8| x + 1;
    const INSIDE: u8 = 3;
    //    ^ constant fetch::INSIDE: u8, private
    inner()
}

pub(crate) const fn square(x: u32) -> u32 {
//                  ^ function square(x: u32) -> u32, internal, const
    x * x
}

unsafe extern "C" fn callback(code: i32) {}
//                   ^ function callback(code: i32), private, unsafe

extern "C" {
    fn outside(code: i32, ...) -> i32;
    // ^ function outside(code: i32, *...) -> i32, private
    static environ: *const u8;
    //     ^ variable environ: *const u8, private
}

#[macro_export]
macro_rules! shout {
//           ^ macro shout, #[macro_export]
    ($x:expr) => {
        println!("{}", $x)
    };
}

mod doors {
//  ^ namespace doors, private
    pub fn open() {}
    //     ^ function doors::open()

    pub(super) mod locks {
    //             ^ namespace doors::locks, internal
        pub fn turn() {}
        //     ^ function doors::locks::turn()
    }
}

pub mod walls {
//      ^ namespace walls
    pub use crate::doors::open;
    // <- use crate::doors {open}
    pub mod bricks;
    // <- mod bricks
}

mod windows;
// <- mod windows

#[cfg(test)]
mod tests {
//  ^ namespace tests, private, #[cfg(test)]
    #[test]
    fn opens() {}
    // ^ function tests::opens(), private, test, #[test]

    #[tokio::test]
    async fn closes() {}
    //       ^ function tests::closes(), private, async, test, #[tokio::test]
}

fn main() {
// ^ function main(), private
    struct Local {
    //     ^ struct main::Local, private
        x: u8,
        // <- field main::Local::x: u8, private
    }

    impl Local {
    //   ^ impl main::Local
        fn method(&self) {}
        // ^ method main::Local::method(self), private
    }
}
