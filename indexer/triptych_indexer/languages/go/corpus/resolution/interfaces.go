// A call through an interface leads to its declaration; a type assertion tells the type.
package shapes

type Shape interface {
	Area() float64
}

type Square struct{ side float64 }

func (s Square) Area() float64 { return s.side }

func use(shape Shape, shapes []Shape) {
	shape.Area()
	//    ^ defined: 5 ~0.60 virtual
	square := shape.(Square)
	square.Area()
	//     ^ defined: 10
	if other, ok := shape.(*Square); ok {
		other.Area()
		//    ^ defined: 10
	}
	for _, each := range shapes {
		each.Area()
		//   ^ defined: 5 virtual
	}
	run(helper)
	//  ^ defined: 30 ~0.45 indirect
}

func helper() {}

func run(f func()) {}
