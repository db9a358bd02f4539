package web

import "dateline/templates"

// The Content-Security-Policies. No page has inline script. The style elements
// of public pages are allowed by their hashes. Style attributes are allowed because
// the drawing's marks carry their place in them. Pictures may come from
// anywhere: editors name them.
var (
	policyCore = "default-src 'none'; script-src 'self'; style-src 'self' " + templates.StyleHashes() + "; style-src-attr 'unsafe-inline'; " +
		"img-src 'self' data: http: https:; connect-src 'self'; base-uri 'none'; form-action 'self'"

	// pagePolicy is for pages: no other site may frame them.
	pagePolicy = policyCore + "; frame-ancestors 'none'"
	// embedPolicy is for embeds, which any site may frame.
	embedPolicy = policyCore + "; frame-ancestors *"
)

// dataPolicy is for what is no page. A standalone SVG has a style element.
const dataPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
