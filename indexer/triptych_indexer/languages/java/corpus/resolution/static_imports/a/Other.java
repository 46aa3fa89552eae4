package a;

public class Other {
    public static void mend() {}

    public void cut() {}
}
