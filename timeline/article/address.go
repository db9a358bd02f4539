package article

import (
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/idna"

	"dateline/timeline"
)

// blocked are the networks that no page is read from, beyond those that
// safeurl refuses by itself (the private, loopback, link-local, documentation,
// multicast and tunnel networks of RFC 6890). Of IPv6, only 2000::/3 is given
// out as public addresses (IANA IPv6 Global Unicast Address Assignments); all
// else is special or may become so: IPv4-compatible ::/96, NAT64 64:ff9b::/96
// and 64:ff9b:1::/48, site-local fec0::/10.
var blocked = []string{
	"::/3", "4000::/2", "8000::/1",
	"3fff::/20",         // documentation, RFC 9637
	"2620:4f:8000::/48", // AS112, RFC 7534
	"192.31.196.0/24",   // AS112, RFC 7535
	"192.52.193.0/24",   // AMT, RFC 7450
	"192.175.48.0/24",   // AS112, RFC 7534
	"168.63.129.16/32",  // the host of a machine at Azure
}

// parseAddress reads an address that a person typed or a site redirected to.
func parseAddress(s string) (*url.URL, error) {
	bad := func(why string) (*url.URL, error) {
		return nil, timeline.FieldProblem("url", "%q %s; give an address such as https://example.org/news/1", timeline.Excerpt(s), why)
	}
	s = strings.TrimFunc(s, isSpace)
	u, err := url.Parse(s)
	switch {
	case s == "":
		return nil, timeline.FieldProblem("url", "is missing: give an address such as https://example.org/news/1")
	case len(s) > timeline.MaxURL:
		return nil, timeline.FieldProblem("url", "has %d bytes; %d fit", len(s), timeline.MaxURL)
	case err != nil || u.Opaque != "":
		return bad("is not an address")
	case u.Scheme != "http" && u.Scheme != "https":
		return bad("is not an http or https address")
	case u.User != nil:
		// Without the address itself, which would show them.
		return nil, timeline.FieldProblem("url", "carries a name or a password; give an address such as https://example.org/news/1")
	}
	host := strings.ToLower(u.Hostname())
	if !strings.Contains(host, ":") { // not an IPv6 address
		// Full-width digits and other dots become plain ones, as a browser
		// reads them.
		if host, err = idna.Lookup.ToASCII(host); err != nil || host == "" {
			return bad("names no host")
		}
	}
	if why := checkHost(host); why != "" {
		return bad(why)
	}
	port := u.Port()
	if u.Host = host; strings.Contains(host, ":") {
		u.Host = "[" + host + "]"
	}
	if port != "" {
		u.Host += ":" + port
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// checkHost says what is wrong with a host, "" if it is a name or a plain IP
// address. An address written in any other way (2130706433, 0x7f.1, 0177.0.0.1)
// is refused as such, for a resolver may read it in ways that we do not see.
func checkHost(host string) string {
	if a, err := netip.ParseAddr(host); err == nil {
		if a.Zone() != "" {
			return "names a zone of this machine"
		}
		return "" // the connection decides
	}
	if strings.ContainsAny(host, ":%/\\ ") {
		return "names no host"
	}
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	last := labels[len(labels)-1]
	switch {
	case last == "":
		return "names no host"
	case last[0] >= '0' && last[0] <= '9':
		// No top-level domain begins with a digit; WHATWG URL reads such a
		// host as an IPv4 address.
		return "writes an IP address in a form that is not read"
	case len(labels) == 1:
		return "names a host of a local network"
	}
	switch last {
	case "local", "localhost", "internal", "lan", "home", "corp", "test", "invalid", "onion":
		return "names a host of a local network"
	}
	if strings.HasSuffix(strings.Join(labels, "."), "home.arpa") {
		return "names a host of a local network"
	}
	return ""
}
