namespace Shop
{
    public class Base
    {
        protected void Inherited() { }
    }
}
