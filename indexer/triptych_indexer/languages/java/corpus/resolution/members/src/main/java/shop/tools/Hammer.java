package shop.tools;

public class Hammer {
    public void hit() {}
}
