package store

func (s *Store) fill() {
	helper()
	// <- defined: store/fill.go:7
}
func helper() {}

type Log struct{}

func (l *Log) note() {}

type Item struct{ cost float64 }

func (i Item) Price() float64 {
	return i.cost
}

type Names []string

func (n Names) Sort() {}
