// What `try`, `if` and a pointer give is what is inside.
const Door = struct {
    pub fn open(self: *const Door) void {
        _ = self;
    }
};

fn find() !?Door {
    return null;
}

fn use(doors: []Door) !void {
    const found = try find();
    if (found) |door| {
        door.open();
        //   ^ defined: 3
    }
    for (doors) |each| {
        each.open();
        //   ^ defined: 3
    }
}
