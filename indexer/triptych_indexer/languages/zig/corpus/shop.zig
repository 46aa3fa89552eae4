//! Sells things.
const std = @import("std");
const Item = @import("item.zig").Item;
pub usingnamespace @import("base.zig");
const c = @cImport({ @cInclude("stdio.h"); });

/// Most items.
pub const max_items: usize = 40;
var counter: u32 = 0;
threadlocal var tls: u8 = 0;
extern "c" fn puts(s: [*:0]const u8) c_int;

/// A store.
pub const Store = struct {
    /// Shown.
    name: []const u8,
    size: u32 = 3,
    const Self = @This();
    pub const limit = 3;

    /// Makes one.
    pub fn init(allocator: std.mem.Allocator, name: []const u8) !Store {
        return Store{ .name = name };
    }
    pub fn sell(self: *Self, item: Item, comptime T: type, rest: anytype) error{SoldOut}!?u32 {
        if (item.size > 1 and x or y) return error.SoldOut else {}
        for (self.items, 0..) |it, i| { _ = it; _ = i; continue; }
        while (true) : (i += 1) { break; }
        switch (item.kind) { .small => go(), .large, .huge => {}, else => unreachable }
        const r = try self.price();
        const q = compute(1) catch |err| return err;
        const z = maybe orelse 3;
        defer self.deinit();
        std.debug.print("{}", .{r});
        const p: Item = .{ .a = 1 };
        var list = std.ArrayList(u8).init(allocator);
        return @as(u32, 1);
    }
    fn hush() void {}
};
const Kind = enum(u8) { small, large = 3, pub fn label(k: Kind) []const u8 { return "x"; } };
pub const Shape = union(enum) { circle: f32, none };
const Err = error{ SoldOut, Gone };
pub fn List(comptime T: type) type {
    return struct { items: []T, pub fn len(self: @This()) usize { return self.items.len; } };
}
pub inline fn twice(a: i32) i32 { return a * 2; }
export fn exported() callconv(.C) void {}
const Opaque = opaque {};
test "sells one" { try std.testing.expect(true); }
test Store { _ = Store; }
test { _ = Store; }
comptime { _ = Store; }
