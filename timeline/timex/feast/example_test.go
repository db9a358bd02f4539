package feast_test

import (
	"fmt"

	"dateline/timeline/timex/feast"
)

func Example() {
	f, err := feast.Parse("easter-2") // Good Friday
	if err != nil {
		fmt.Println(err)
		return
	}
	days, n := f.In(2020)
	fmt.Println(n, days[0])
	next, _ := f.From(days[0], true)
	fmt.Println(next)
	// Output:
	// 1 2020-04-10
	// 2021-04-02
}
