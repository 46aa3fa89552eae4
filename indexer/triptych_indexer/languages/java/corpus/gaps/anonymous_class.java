class Shop {
    Runnable run = new Runnable() {
        public void run() {}
    };
}
