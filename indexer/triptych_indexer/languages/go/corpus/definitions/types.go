// Package shop shows what Go defines.
package shop
//      ^ namespace shop

import (
	"fmt"
	// <- import fmt
	str "strings"
	// <- import strings {* as str}
	_ "embed"
	// <- import embed {* as _}
)

const Limit = 10
//    ^ constant Limit

const (
	Red Colour = iota
	// <- constant Red: Colour
	Blue
	// <- constant Blue
)

var (
	Count int
	// <- variable Count: int
	name, other string = "a", "b"
	// <- variable name: string, internal
	//    ^ variable other: string, internal
)

type Colour int
//   ^ type_alias Colour = int

type Text = string
//   ^ type_alias Text = string

type Item struct {
//   ^ struct Item
	Name, Label string `json:"name"`
	// <- field Item.Name: string
	//    ^ field Item.Label: string
	price       int
	// <- field Item.price: int, internal
	fmt.Stringer
	//  ^ field Item.Stringer: fmt.Stringer
	*Base
  // <- field Item.Base: Base
	inner struct{ Deep int }
	// <- field Item.inner: struct{ Deep int }, internal
	//            ^ field Item.inner.Deep: int
}

type Store[K comparable, V any] interface {
//   ^ interface Store<K: comparable, V: any>
	Get(key K) (V, error)
	// <- method Store.Get(key: K) -> (V, error), abstract
	put(key K, value V)
	// <- method Store.put(key: K, value: V), internal, abstract
	fmt.Stringer
}

type Handler func(text string) error
//   ^ type_alias Handler = func(text string) error

func New(name string, rest ...int) *Item {
//   ^ function New(name: string, *rest: int) -> *Item
	local := name
	inner := func(x int) int { return x }
	return &Item{}
}

func (item *Item) Price(tax float64) (total int, err error) {
//                ^ method Item.Price(item: *Item, tax: float64) -> (total int, err error)
	return item.price, nil
}

func (s store[K, V]) get(_ K, value V) {}
//                   ^ method store.get(s: store[K, V], _: K, value: V), internal

func Map[T, U any](items []T, change func(T) U) []U {
//   ^ function Map<T: any, U: any>(items: []T, change: func(T) U) -> []U
	type local struct{ x int }
	//   ^ struct Map.local, internal
	//                 ^ field Map.local.x: int, internal
	return nil
}

func init() {}
//   ^ function init(), internal

func main() {
//   ^ function main(), internal
	var inside int
}
