// `<Type as Trait>::method` says both type and trait: it is the method of the type.
struct Price;
struct Weight;

trait Scaled {
    fn scale(&self) -> u32;
}

impl Scaled for Price {
    fn scale(&self) -> u32 {
        1
    }
}

impl Scaled for Weight {
    fn scale(&self) -> u32 {
        2
    }
}

fn work(weight: &Weight) {
    <Weight as Scaled>::scale(weight);
    //                  ^ defined: 16
}
