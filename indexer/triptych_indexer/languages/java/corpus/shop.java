/** Package docs. */
@NonNullApi
package com.example.shop;

import java.util.List;
import java.util.function.*;
import static java.lang.Math.max;
import static java.util.Map.*;

/**
 * Sells things. It keeps stock.
 * @param <T> what is sold
 */
@Entity(name = "shop")
public final class Shop<T extends Item & Comparable<T>> extends Base<T> implements Store, java.io.Closeable {
    /** Most items in one order. */
    public static final int MAX_ITEMS = 40;
    private List<T> items, sold = null;
    protected volatile int[] counts[];

    static { load(); }

    /** Makes a shop. */
    @Inject
    public Shop(final String name, T... first) throws IOException {
        super(name);
        this.items = new ArrayList<>(first);
    }

    private Shop() { this("x"); }

    /**
     * Sells one item.
     * @param item what to sell
     * @return its price
     * @throws SoldOut when there is none
     */
    @Override
    public synchronized <R extends Number> Map<String, R> sell(@Nullable T item, Function<T, R> price) throws SoldOut, java.io.IOException {
        if (item == null || items.isEmpty()) throw new SoldOut("none");
        for (T other : items) { while (true) break; }
        try (var in = open()) { in.read(); } catch (IOException | Error e) { e.printStackTrace(); }
        switch (item.size()) { case 1: break; case 2: case 3: break; default: }
        int r = switch (item.kind()) { case A, B -> 1; default -> 2; };
        Runnable run = () -> price.apply(item);
        items.stream().map(Item::name).forEach(System.out::println);
        Object o = new Listener() { @Override public void on(Event e) { fire(e); } };
        var inner = new Outer.Inner<String>(1);
        var array = new int[3];
        return ok ? null : Shop.<R>make();
    }

    abstract static class Part { abstract void fit(Shop<?> this, int a); }
    interface Local { int X = 1; default void go() {} void stop(); }
}

/** Kinds. */
enum Kind implements Named {
    /** Small. */
    SMALL(1) { int size() { return 1; } },
    @Deprecated LARGE(2);
    private final int size;
    Kind(int size) { this.size = size; }
}

sealed interface Shape permits Circle, Square {}
sealed interface Shape2 extends Base, Other<T> permits Circle, Square {}
/** A point. */
record Point<T>(int x, @Min(1) T y) implements Shape {
    static int made;
    Point { made++; }
    double length() { return Math.sqrt(x * x); }
}

@Retention(RUNTIME)
@interface Marker { String value() default "x"; int[] sizes() default {}; }

module com.example { requires transitive java.sql; exports a.b; }
