// Methods are functions of a struct; a file that is imported is one, too.
const std = @import("std");
const tools = @import("tools.zig");

const Door = struct {
    hinge: Hinge,

    pub fn init(width: u8) Door {
        return Door{ .hinge = Hinge{} };
    }

    pub fn open(self: *Door) !void {
        self.creak();
        //   ^ defined: main.zig:18
        self.hinge.oil();
        //         ^ defined: main.zig:22
    }
    fn creak(self: *Door) void {}
};

const Hinge = struct {
    pub fn oil(self: Hinge) void {}
};

fn helper(door: *Door) void {
    door.creak();
    //   ^ defined: main.zig:18
}

pub fn main() !void {
    var door = Door.init(1);
    //              ^ defined: main.zig:8
    try door.open();
    //       ^ defined: main.zig:12
    helper(&door);
    // <- defined: main.zig:25
    tools.mend();
    //    ^ defined: tools.zig:1
}
