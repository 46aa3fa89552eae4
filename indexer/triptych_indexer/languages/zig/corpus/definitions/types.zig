// Containers are values of constants; a file is one itself.
const std = @import("std");
//    ^ constant std, private
// <- import std {* as std}
const Shelf = @This();
//    ^ constant Shelf, private

items: []const Item,
// <- field items: []const Item
pub size: usize = 0,
//  ^ field size: usize

pub const limit: usize = 10;
//        ^ constant limit: usize
var count: u32 = 0;
//  ^ variable count: u32, private

pub const Item = struct {
//        ^ struct Item
    name: []const u8,
    // <- field Item.name: []const u8
    price: u32 = 0,
    // <- field Item.price: u32

    pub const empty: Item = .{ .name = "" };
    //        ^ constant Item.empty: Item

    pub fn init(name: []const u8) Item {
    //     ^ method Item.init(name: []const u8) -> Item
        const local = name;
        return .{ .name = local };
    }

    fn secret(self: *Item) void {
    // ^ method Item.secret(self: *Item) -> void, private
        _ = self;
    }
};

const Colour = enum(u8) { red, blue = 3, _ };
//    ^ enum Colour, private
//                        ^ enum_member Colour.red, private
//                             ^ enum_member Colour.blue, private
pub const Shape = union(enum) {
//        ^ struct Shape
    square: f64,
    // <- field Shape.square: f64
    circle: struct { radius: f64 },
    // <- field Shape.circle: struct { radius: f64 }
    //               ^ field Shape.circle.radius: f64
};
const Failure = error{ NotFound, Broken };
//    ^ enum Failure, private
//                     ^ enum_member Failure.NotFound, private
//                               ^ enum_member Failure.Broken, private
const Handle = opaque {};
//    ^ struct Handle, private

pub fn Box(comptime T: type) type {
//     ^ function Box<T>(T: type) -> type
    return struct {
    //     ^ struct Box.struct, private
        inner: T,
        // <- field Box.struct.inner: T

        pub fn get(self: @This()) T {
        //     ^ method Box.struct.get(self: @This()) -> T
            return self.inner;
        }
    };
}

pub fn add(shelf: *Shelf, item: Item) !void {
//     ^ function add(shelf: *Shelf, item: Item) -> !void
    _ = shelf;
    _ = item;
}

export fn exported(code: c_int) callconv(.c) void {
//        ^ function exported(code: c_int) -> void, exported
    _ = code;
}

extern "c" fn outside(code: c_int) c_int;
//            ^ function outside(code: c_int) -> c_int, private

inline fn fast() void {}
//        ^ function fast() -> void, private

test "adds" {
//    ^ test adds(), private
    const local = 1;
    _ = local;
}

test add {}
//   ^ test add(), private

test {
// <- test test(), private
    _ = Item;
}
