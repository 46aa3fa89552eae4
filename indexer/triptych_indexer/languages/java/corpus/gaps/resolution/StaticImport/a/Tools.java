package a;

public class Tools {
    public static void mend() {}
}
