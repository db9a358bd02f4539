package article

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/timeline"
)

// The marks of paragraphs that stand anywhere in an article. Words are of
// English news sites, and the commonest of those in German, French, Italian,
// Spanish and Portuguese, whose pages are read for their text and their times.
var (
	relatedLine = compile(`^\W{0,3}(?:(?i:read|read more|read also|also read|read next|read on|watch|watch live|listen|see also|see more|related|related stor(?:y|ies)|related articles?|more|more on this|more from \S+|explainer|in pictures|in depth|don['’]t miss|recommended|you may also like|up next|(?:lesen|sehen|hören) sie (?:auch|hier|dazu|mehr)|(?:mehr|weitere artikel) zum thema|lesetipp|mehr dazu|à lire(?: aussi)?|lire aussi|voir aussi|à voir|lea? (?:también|además|más)|más información|leggi (?:anche|pure)|leia (?:também|mais))\s*(?::|\||»|>)\s*\S|(?:ALSO )?READ(?: MORE| ALSO)?\s*[-–—]\s|Also (?:on|in|at|from) [\p{Lu}][^:.]{0,40}:\s)`)
	relatedHead = compile(`^\W{0,3}(?i:related(?: (?:stories|articles|coverage|content|topics|links|news))?|more on this(?: story| topic)?|more (?:stories|news)|most (?:read|viewed|popular|shared)|read (?:more|next|also)|recommended(?: for you)?|you (?:may|might) also like|editors?['’]s? picks?|top stories|latest news|trending(?: now)?|see also|explore more(?: on these topics)?|elsewhere on .{1,30}|from the web|on the same topic|what to read next|mehr zum thema|das könnte sie auch interessieren|weitere (?:artikel|meldungen|nachrichten)|meistgelesen|sur le même sujet|à lire aussi|les plus lus|noticias relacionadas|te puede interesar|lo más leído|leggi anche|articoli correlati|leia também)\s*:?$`)

	credit = compile(`^(?:\W{0,2}(?i:(?:additional |with )?(?:reporting|writing|editing|compiled|edited|written|translated|photography|graphics?|research|production|video) by\b|(?:additional|further) reporting\b|with (?:files|additional reporting) from\b|the (?:writer|author) is\b|contact the (?:writer|author|reporter)s?\b|(?:mit|unter verwendung von) material (?:von|der)\b)|\(?(?i:mit|avec|con) (?:[A-Z]{2,5})(?:[ ,/]+(?i:und |et |y |e )?[A-Z]{2,5}){0,3}\)?\.?$)`)
	// contributed, timesHead, captionEnd and captionDay are no patterns, which would
	// count in states; they are tried only on what has a word or a mark of theirs.
	contributed = regexp.MustCompile(`^[^.!?]{3,200}\bcontributed (?:(?:reporting|research)\b[^.!?,]{0,60}|to this (?:report|story|article))\W{0,4}$`)
	byline      = compile(`^(?:By|BY|by|Von|Par|Por)\s+[\p{Lu}]`)
	notice      = compile(`^\W{0,3}(?i:©|\(c\) |copyright\b|all rights reserved|terms (?:of|and)\b|privacy policy|cookies?\b|advert(?:isement|ising)?\b|sponsored\b|sign ?up\b|subscribe\b|subscription\b|log ?in\b|register (?:now|for)\b|click here\b|tap here\b|download (?:our|the) app|follow (?:us|our|@|live|the latest)\b|join (?:us|our)\b|share (?:this|on|via)\b|refresh (?:for|this)\b|send us\b|thank you for reading|support (?:our|independent)\b|become a (?:member|subscriber|supporter)|get (?:our|the) (?:newsletter|latest|app)|newsletter\b|to subscribe\b|skip to\b|back to (?:top|home)\b|story continues\b|continue reading\b|this (?:article|story|copy|report) (?:was|has been|is|first|originally)\b.{0,40}\b(?:published|republished|updated|appeared|licen[cs]ed|generated)\b|(?:first|originally) published\b|our standards:|the views expressed\b|text (?:from|by)\b.{0,40}\blicen[cs]e|(?:a|this) version of this (?:article|story|column)\b.{0,30}\bappear(?:s|ed)\b|(?:after|before|skip past|skip) (?:the )?newsletter\b|(?:to|want to) (?:read|continue reading|keep reading)\b.{0,60}\b(?:subscribe|sign (?:in|up)|log ?in|register)\b|keep reading (?:for|with)\b|already (?:a subscriber|have an account|registered)\b|(?:you have|you['’]ve) (?:read|reached)\b.{0,40}\b(?:free|limit|articles?)\b|(?:do you have|got) (?:a|any|an) (?:news )?(?:story|tip|stories|information|news tip)\b|(?:get|receive|sign up|delivered)\b.{0,90}\b(?:in|to) your inbox\b|enter your e-?mail\b|don['’]t miss\b.{0,60}\b(?:follow us|whatsapp|newsletters?|subscribe|app)\b|follow \S+(?:['’]s)? (?:coverage|reporting|on)\b|(?:see|read|more) (?:all )?(?:of )?(?:our|\S+['’]s) (?:full )?coverage\b|reuse this content|order reprints|we (?:and our|use) (?:\d+ )?(?:partners|cookies)\b|we value your privacy|image (?:source|caption)\b|anzeige$|werbung$|newsletter abonnieren|jetzt (?:abonnieren|anmelden|registrieren)|alle rechte vorbehalten|tous droits réservés|todos los derechos|tutti i diritti|publicité$|publicidad$|abonnez-vous|suscríbete|inscrivez-vous|s['’]abonner)`)
	liveHead    = compile(`^(?:(?i:as it happened|latest updates?|live updates?|live (?:blog|coverage))\b|LIVE\b)`)
	// timesHead is the other head of a live blog: "The storm: all times are GMT".
	timesHead  = regexp.MustCompile(`^.{0,60}(?i:\ball times (?:are |in )?\w+)`)
	lengthLine = compile(`^(?i:\W*\d+\s*[- ]?\s*min(?:ute)?s?(?:\s+read)?|reading time\b.{0,20}|\d+ comments?|\d+ shares?)$`)

	captionHead = compile(`^(?:[\[(]?(?i:file photo|file picture|file image|handout photo|photo|picture|image|caption|pictured)\s*[:\]\-–—]|FILE\s*[-–—:]|(?i:in this (?:file )?(?:photo|image|picture|handout|frame|screen ?grab)\b))`)
	// A credit in brackets at the end: "[Dursun Aydemir – Anadolu Agency]",
	// "(Meridian/J. Holt)", "(AP Photo/Jane Roe)", "(File photo)".
	captionEnd = regexp.MustCompile(`(?:\[[^\[\]]{2,80}(?:\s[-–—|]\s|/)[^\[\]]{2,80}\]|\((?:[\p{Lu}][^()/]{0,60}/\s?[\p{Lu}][^()]{0,60}|(?i:[^()]{0,60}\b(?:photo|photograph|picture|image|handout|file|pool|getty|reuters|afp|epa|anadolu)\b[^()]{0,60}))\)|(?i:\b(?:photo(?:graph)?|picture|image|credit) ?(?:by|:|courtesy(?: of)?) [^.!?]{3,60})|(?i:(?:/|©|\|) ?(?:getty images|reuters|afp|ap photo|epa|anadolu(?: agency)?|shutterstock)))\.?\s*$`)

	// captionDay is the day that ends a caption without a credit: "A banner hangs
	// outside parliament in Hong Kong, June 18, 2015."; captionTold are words of a report.
	captionDay  = regexp.MustCompile(`,\s(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2},\s(?:19|20)\d\d\.?\s*$`)
	captionTold = regexp.MustCompile(`\bon \w+day,|\b(?:was|were|had|said|told)\b|[.!?]["”’]?\s+\p{Lu}\p{Ll}+\s\p{Ll}`)

	// opening matches whatever one of these seven does. Most paragraphs match none, and
	// are tried on this alone.
	opening = compile(`^(?:` + anyOf(relatedLine, relatedHead, credit, byline, notice, lengthLine, captionHead) + `)`)

	captionMark = compile(`[\])]\.?\s*$|(?i:photo|picture|image|credit|[/©|])`)

	slogan     = compile(`(?i)\b(?:since (?:1[6-9]|20)\d\d$|est(?:\.|ablished)? (?:in )?(?:1[6-9]|20)\d\d|breaking news|news you can|your (?:source|voice|daily)|(?:official|news) (?:site|website)\b|all the news|edition$|^welcome to\b)`)
	breadcrumb = regexp.MustCompile(`^(?:\p{L}[\p{L} &]{1,25})(?:\s*[|>›»/·]\s*\p{L}[\p{L} &]{1,25})+$`)
	quoteMark  = compile(`^>\s?\S`)
	liveEntry  = compile(`^\d{1,2}[:.]\d{2}(?:[^\d.:/]|$)`)
	// wireHead is the head of a body paragraph as agencies write it:
	// "BRUSSELS, Jan 8 (Reuters) -".
	wireHead = regexp.MustCompile(`^[\p{Lu}][\p{Lu}\s.,'’/-]{2,60}[^.!?\n]{0,60}\s[-–—]{1,2}\s`)
	// wireCredit is a credit that closes the last paragraph of wire copy.
	wireCredit = regexp.MustCompile(`\s+(\((?:(?i:additional |with )?(?i:reporting|writing|editing) by [^()]*)\))\s*$`)
)

// anyOf is the expression that matches what one of the patterns does.
func anyOf(patterns ...*pattern) string {
	all := make([]string, 0, len(patterns))
	for _, p := range patterns {
		all = append(all, "(?:"+p.String()+")")
	}
	return strings.Join(all, "|")
}

// chrome are the words of buttons and menus; a line of them alone is no news.
var chrome = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("share tweet print email e-mail facebook twitter x whatsapp telegram linkedin pinterest reddit messenger copy link save " +
		"comment comments like follow home news world menu search login subscribe listen play pause close open next previous back top more " +
		"clear flipboard pocket bookmark gift article this story to via on and or with by live video photos gallery am pm read") {
		m[w] = true
	}
	return m
}()

// anywhere returns the role that the words of a paragraph give it wherever it
// stands, "" if they give none.
func anywhere(s string) timeline.Role {
	short := utf8.RuneCountInString(s) <= 220
	opens := opening.MatchString(s)
	switch {
	case opens && short && (relatedLine.MatchString(s) || relatedHead.MatchString(s)):
		return timeline.RoleRelated
	case opens && (credit.MatchString(s) || lengthLine.MatchString(s) || short && isByline(s)), strings.Contains(s, "contributed") && contributed.MatchString(s), isChrome(s):
		return timeline.RoleBoilerplate
	case opens && short && notice.MatchString(s), short && beginsLive(s) && !isSentence(s):
		return timeline.RoleBoilerplate
	case opens && captionHead.MatchString(s), captionMark.MatchString(s) && utf8.RuneCountInString(s) <= 700 && captionEnd.MatchString(s), endsInDigit(s) && captionDay.MatchString(s) && !captionTold.MatchString(s):
		return timeline.RoleCaption
	case quoteMark.MatchString(s), isQuoted(s):
		return timeline.RoleQuote
	}
	return ""
}

// beginsLive reports whether a paragraph begins as the head of a live blog does.
func beginsLive(s string) bool {
	const most = 60*utf8.UTFMax + len("all times") // bytes within which "all times" ends
	head := s[:min(len(s), most)]
	return liveHead.MatchString(s) || (strings.Contains(head, "imes") || strings.Contains(head, "IMES")) && timesHead.MatchString(s)
}

// endsInDigit reports whether s ends in a digit and perhaps a full stop.
func endsInDigit(s string) bool {
	s = strings.TrimSuffix(strings.TrimRightFunc(s, unicode.IsSpace), ".")
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

// isByline reports whether s is "By Anna Reiss" or "By A. Reiss at the United
// Nations": a name, no sentence.
func isByline(s string) bool {
	return byline.MatchString(s) && wordCount(s) <= 14 && !isSentence(s)
}

// isSentence reports whether s ends as a sentence does.
func isSentence(s string) bool {
	s = strings.TrimRight(s, " \"'”’»)]")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;。！？؟", r)
}

// isQuoted reports whether s is one quotation from its first mark to its last.
func isQuoted(s string) bool {
	first, n := utf8.DecodeRuneInString(s)
	end := map[rune]string{'“': "”", '"': `"`, '«': "»", '„': "“"}[first]
	if end == "" || !strings.HasSuffix(s, end) || len(s) < n+len(end) {
		return false
	}
	return !strings.Contains(s[n:len(s)-len(end)], end) && wordCount(s) > 3
}

// isChrome reports whether s is made of buttons alone.
func isChrome(s string) bool {
	n := 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		if n++; n > 12 || !chrome[strings.ToLower(w)] {
			return false
		}
	}
	return true // also a line of marks alone: "***"
}

// wordCount counts words; of scripts that put no space between words, two
// characters count as one.
func wordCount(s string) int {
	n, unspaced := 0, 0
	for range strings.FieldsSeq(s) {
		n++
	}
	for _, r := range s {
		if r >= '\u0e00' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) {
			unspaced++
		}
	}
	return n + unspaced/2
}

// isProse reports whether a paragraph can be the first of a body: a sentence
// of some length, or a line that is too long for any headline.
func isProse(s string) bool {
	return isSentence(s) && wordCount(s) >= 10 || wordCount(s) > 30 || wireHead.MatchString(s) && wordCount(s) > 8 || liveEntry.MatchString(s)
}
