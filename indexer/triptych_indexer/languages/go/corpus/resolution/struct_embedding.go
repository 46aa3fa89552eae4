// A struct has the methods of what is embedded in it; its own come first.
package shop

type Base struct{}

func (b *Base) Open() {}

func (b *Base) Close() {}

type Door struct {
	*Base
	hinge Hinge
}

func (d *Door) Close() {
	d.Base.Close()
	//     ^ defined: 8
	d.hinge.Oil()
	//      ^ defined: 30
}

func use(doors map[string]*Door) {
	doors["x"].Open()
	//         ^ defined: 6
	doors["x"].Close()
	//         ^ defined: 15
}

type Hinge struct{}
func (h Hinge) Oil() {}
