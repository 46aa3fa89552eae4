// Package shop sells things. It keeps stock and answers orders.
package shop

import (
	"context"
	"fmt"
	_ "image/png"
	. "math"
	str "strings"

	"example.com/store/ledger"
)

import "os"

// MaxItems bounds one order.
const MaxItems = 40

const (
	// Draft orders can change.
	Draft Status = iota
	Placed
	shipped
)

var (
	// ErrEmpty is returned when nothing was ordered.
	ErrEmpty = fmt.Errorf("empty")
	cache    map[string]*Item
)

var first, second = 1, 2

// Status says how far an order got.
type Status int

// Names is another word for a list of names.
type Names = []string

// Item is one thing on sale.
type Item struct {
	ledger.Entry
	*Label
	// Name is shown to buyers.
	Name        string `json:"name"`
	Width, High int
	price       float64
	onSale      func(at int) bool
	Box         struct {
		Depth int
	}
}

// Label is glued to an Item.
type Label struct{ Text string }

// Pricer knows prices.
type Pricer interface {
	fmt.Stringer
	// Price of one item.
	Price(ctx context.Context, item *Item) (float64, error)
	Close() error
}

// Number is what can be summed.
type Number interface {
	~int | ~float64
}

type Handler func(name string) error

// Stack keeps values in order.
type Stack[T any, K comparable] struct {
	items []T
	seen  map[K]bool
}

// Push puts values on top.
func (s *Stack[T, K]) Push(values ...T) {
	s.items = append(s.items, values...)
}

// NewItem makes an item.
//
// Deprecated: use Make.
func NewItem(name string, price float64) *Item {
	return &Item{Name: name, price: price}
}

// Price implements Pricer.
func (i *Item) Price(_ context.Context, _, other *Item) (float64, error) {
	if i == nil || other == nil {
		return 0, ErrEmpty
	}
	for n := range 3 {
		switch n {
		case 1:
			continue
		case 2, 3:
			fmt.Println(Sqrt(i.price))
		default:
		}
	}
	return i.price, nil
}

func (Label) Clear() {}

// Sum adds numbers up.
func Sum[N Number](numbers []N, start N) (total N) {
	total = start
	for _, n := range numbers {
		total += n
	}
	go func() {
		defer os.Exit(1)
		select {
		case <-done:
		}
	}()
	_ = Sum[int](nil, 1)
	s := Stack[int, string]{}
	s.Push(1)
	_ = str.ToUpper("x")
	var local Item
	local.Clear()
	_ = make([]Item, 1)
	_ = new(Item)
	var p Pricer = &local
	if it, ok := p.(*Item); ok && it.price > 0 {
		panic("odd")
	}
	_ = map[string]Item{"a": {Name: "a"}}
	return
}

type (
	pair struct{ left, right int }
	Alias = ledger.Entry
)

func main() { cache["x"].Label.Clear() }
