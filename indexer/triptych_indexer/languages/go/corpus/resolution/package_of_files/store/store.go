// Files of one folder are one package: they see each other's names, and types their methods.
package store

type Store struct {
	items map[string]*Item
	Log
}

func New(name string) (*Store, error) {
	s := &Store{items: make(map[string]*Item)}
	s.fill()
	//^ defined: store/fill.go:3
	s.note()
	//^ defined: store/fill.go:11
	return s, nil
}

func (s *Store) Find(name string) *Item {
	s.fill()
	//^ defined: store/fill.go:3
	return s.items[name]
}

func use() {
	s, err := New("x")
	//        ^ defined: store/store.go:9
	if err != nil {
		return
	}
	s.Find("y").Price()
	//          ^ defined: store/fill.go:15
	for _, item := range s.items {
		item.Price()
		//   ^ defined: store/fill.go:15
	}
	var other *Item
	other.Price()
	//    ^ defined: store/fill.go:15
	n := Names{"a"}
	n.Sort()
	//^ defined: store/fill.go:21
	fill()
	// <- external
}
