#nullable enable
using System;
using System.Collections.Generic;
using static System.Math;
using Names = System.Collections.Specialized.StringCollection;
global using Shop.Core;
[assembly: AssemblyVersion("1.0")]
namespace Shop.Stock;

/// <summary>Sells things.</summary>
[Serializable, Obsolete("x")]
public sealed partial class Store<T> : Base<T>, IStore, IDisposable where T : Item, new()
{
    /// <summary>Most items.</summary>
    public const int MaxItems = 40;
    private static readonly List<T> items = new(), sold;
    public event EventHandler? Sold;
    public event Action Changed { add { } remove { } }
    public string Name { get; private set; } = "x";
    public int Count => items.Count;
    public T this[int index] { get => items[index]; set { items[index] = value; } }
    public Store(string name, params T[] first) : base(name) { this.Name = name; }
    ~Store() { }
    /// <summary>Sells one.</summary>
    /// <param name="item">What.</param>
    [Test]
    public override async Task<int> Sell<R>([NotNull] T item, int count = 1, ref R other, CancellationToken ct = default) where R : struct
    {
        if (item is null || items.Count == 0) throw new SoldOut("none");
        foreach (var x in items) { while (true) break; }
        var y = await client.GetAsync<int>("a")?.Result ?? 2;
        try { using var s = Open(); } catch (IOException e) when (e.X) { } finally { }
        switch (count) { case 1: break; case > 2: break; default: break; }
        int z = count switch { 1 => 2, _ => 3 };
        Func<int, int> f = a => a + 1;
        int Local(int q) => q * 2;
        items.Where(i => i.Ok).Select(nameof).ToList();
        var p = new Point(1, 2) { X = 3 };
        Point q2 = new(1, 2);
        Sold?.Invoke(this, EventArgs.Empty);
        return count > 0 ? Local(1) : Math.Max(1, 2);
    }
    public static Store<T> operator +(Store<T> a, Store<T> b) => a;
    public static implicit operator int(Store<T> s) => 0;
    void IStore.Close() { }
    protected internal abstract void Hook();
    private protected virtual int Go() => 1;
    static Store() { }
    [DllImport("x")] public static extern int Native(int a);
}
public interface IStore : IDisposable, Other.IThing<int> { void Close(); int Size { get; } }
public enum Kind : byte { /// <summary>Small.</summary>
 Small = 1, [Obsolete] Large }
public struct Pt { public int X, Y; }
public record Person(string Name, int Age = 3) : Entity(Name), IThing;
public readonly record struct Money(decimal Amount);
public delegate int Compare<in T>(T a, T b);
public static class Extensions { public static int Twice(this int x) => x * 2; }
internal class C2(int a, string b) : Base(a) { }
file class Hidden { class Nested<T> where T : class { } }
