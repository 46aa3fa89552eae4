package main

import (
	"fmt"

	"example.com/shop/store"
)

func main() {
	s, _ := store.New("x")
	//            ^ defined: store/store.go:9
	s.Find("y").Price()
	//          ^ defined: store/fill.go:15
	fmt.Println(s)
	//  ^ external
	item := store.Item{}
	item.Price()
	//   ^ defined: store/fill.go:15
}
