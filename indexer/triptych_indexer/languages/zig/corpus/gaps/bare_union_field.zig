fn check() !void {
    return error.SoldOut;
}

pub const Shape = union(enum) { none };
