// Package interchangetest holds exports against their documented forms, for the
// tests of every package that makes or serves one.
package interchangetest

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Edition fails a test unless a file is an edition as the JSON Schema,
// interchange.Schema(), has it, with no member that the schema does not know:
// readers of the schema may meet such, but we may not write one that it does
// not document.
func Edition(t testing.TB, schema, file []byte) {
	t.Helper()
	s, err := strict(schema)
	if err != nil {
		t.Fatalf("the JSON Schema: %v", err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("an edition is no JSON: %v", err)
	}
	if err := s.Validate(v); err != nil {
		t.Errorf("an edition is not as its JSON Schema says: %v\n%s", err, file)
	}
}

// strict is the schema with every object closed, and formats asserted.
func strict(schema []byte) (*jsonschema.Schema, error) {
	var document any
	if err := json.Unmarshal(schema, &document); err != nil {
		return nil, err
	}
	closeObjects(document)
	b, err := json.Marshal(document)
	if err != nil {
		return nil, err
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	const at = "https://dateline.example/schema/edition.json"
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(at, v); err != nil {
		return nil, err
	}
	return c.Compile(at)
}

func closeObjects(v any) {
	switch v := v.(type) {
	case map[string]any:
		if v["type"] == "object" {
			v["additionalProperties"] = false
		}
		for _, member := range v {
			closeObjects(member)
		}
	case []any:
		for _, item := range v {
			closeObjects(item)
		}
	}
}
