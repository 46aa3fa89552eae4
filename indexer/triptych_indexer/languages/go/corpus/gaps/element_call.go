package shop

func init() {
	handlers := []func(){open}
	handlers[0]()
}

func open() {}
