// A macro in braces may hold definitions: what reads as such, outside of functions, counts as defined where it stands.
cfg_unix! {
    mod signals;
    // <- mod signals
    use crate::process::Child;
    // <- use crate::process {Child}

    /// Makes another process.
    pub fn fork() -> Child {
    //     ^ function fork() -> Child
        helper()
    }

    cfg_time! {
        pub struct Deep {
        //         ^ struct Deep
            pub size: u8,
            //  ^ field Deep::size: u8
        }
    }
}

pin_project! {
    #[project = Projected]
    pub struct Later<T>
    //         ^ struct Later<T: Future>, #[project = Projected]
    where
        T: Future,
    {
        #[pin]
        inner: T,
        // <- field Later::inner: T, private, #[pin]
    }
}

thread_local! {
    static CONTEXT: u8 = 3;
    //     ^ variable CONTEXT: u8, private
}

impl Later<u8> {
//   ^ impl Later
    cfg_unix! {
        fn wait(&self) {}
        // ^ method Later::wait(self), private
    }
}

// What is no Rust as it stands says nothing.
select! {
    _ = first => {},
}

table! {
    fn broken(a in 0..3) {}
}

fn code() {
// ^ function code(), private
    // Code that is made here is not defined here.
    quote! {
        fn generated() {}
    }
}
