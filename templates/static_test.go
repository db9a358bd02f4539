package templates

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAScriptIsServedWithoutItsOwnLinesOfComment(t *testing.T) {
	script := "// about it\n/**\n * @param {string} a\n */\n  // why\nconst x = 1; // kept\n/** @type {A} */ (x).b = '// not one'; /* c */\n/** one line */\nlast();\n"
	assert.Equal(t, "const x = 1; // kept\n/** @type {A} */ (x).b = '// not one'; /* c */\nlast();\n", string(bare([]byte(script))))
	for _, f := range StaticFiles() {
		assert.False(t, strings.HasPrefix(string(f.Body), "//"), f.Name)
	}
}
