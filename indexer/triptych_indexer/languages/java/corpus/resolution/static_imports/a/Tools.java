package a;

public class Tools {
    public static void mend() {}

    public static void oil() {}

    public static class Saw {
        public void cut() {}
    }
}
