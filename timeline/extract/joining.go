package extract

import (
	"slices"
	"strings"

	"dateline/timeline"
)

// A joining is one way in which a mention tells an event that was told before,
// or, if it scores nothing, one in which it does not. The first row of a table
// that holds decides.
type joining struct {
	name    string // for people
	score   int    // how surely; 0 says that they are two events
	example string // a text that it decides
	holds   func(p *pair) bool
	kind    bool // the mention says of what kind the event is
	within  int  // sentences from the event to the mention, 0 for any: most events lie further back, and need not be asked
}

// firstOf returns the first row that holds, nil if none does.
func firstOf(rows []joining, p *pair) *joining {
	for i := range rows {
		if w := rows[i].within; (w == 0 || p.back <= w) && rows[i].holds(p) {
			return &rows[i]
		}
	}
	return nil
}

// inSentence is of a verb and what its own sentence told before.
var inSentence = []joining{
	{
		name: "a verb that only carries its noun", score: 40,
		example: "The premiere on Monday drew thousands to Almar.",
		holds: func(p *pair) bool {
			m, last := p.m, p.last
			return p.near && m.dated && last.noun && (last.makes || last.has(flagNominal) && p.tokens[m.first].class&light != 0) &&
				(!p.prepositionBetween(last.end, m.first) || !p.insidePhrase(last) && last.first < p.clause().verb.first)
		},
	},
	{
		name: "a verb of its noun", score: 40,
		example: "Talks between Iran and Oman were held in Muscat on Monday.",
		holds: func(p *pair) bool {
			m, last := p.m, p.last
			return last.noun && (p.near || p.isSubject()) && last.pattern.entry.stands(m.kind) && !last.has(flagMention) && !p.hailed(m) && (p.isSubject() || !p.insidePhrase(last))
		},
	},
	{
		name: "what it did to the same", score: 30,
		example: "Two drones struck a tanker on Monday and set its engine room ablaze.",
		holds: func(p *pair) bool {
			m, c := p.m, p.clause()
			to := min(m.first+1, len(p.tokens)-1)
			return !m.noun && !p.last.noun && sameFamily(m.kind, p.last.kind) && groupOf(m.kind) == timeline.Conflict && p.nextClause() && c.sharesSubject && c.verb.finite() &&
				p.tokens[to].class&(pronoun|possessiveWord) != 0 && p.tokens[to].class&relative == 0 &&
				(p.tokens[to].class&possessiveWord == 0 || slices.Contains(m.pattern.rest, gap)) // not "bombed his house"
		},
	},
	{
		name: "what those who stormed a place did there", score: 30,
		example: "Rebels stormed parliament on Monday and held the members hostage.",
		holds: func(p *pair) bool {
			m, c, o := p.m, p.clause(), &p.sentences[p.last.sentence].clauses[p.last.clause]
			other := m.kind == "other" && o.verb.finite() && !o.verb.passive && !c.verb.passive
			return p.last.kind == "ground-attack" && !p.last.noun && !m.noun && (other || groupOf(m.kind) == timeline.Conflict && sameFamily(m.kind, "ground-attack")) && p.ofOneSubject() && c.verb.finite() && c.opener < 0 &&
				p.withoutTime() && p.townOf(m) == "" && !p.later()
		},
	},
	{
		name: "how the accident went on", score: 24,
		example: "The airliner broke up and burned on Monday.",
		holds: func(p *pair) bool {
			m, c := p.m, p.clause()
			return m.dated && !p.last.noun && groupOf(p.last.kind) == timeline.Disaster && p.ofOneSubject() && c.verb.finite() && c.opener < 0 && m.when.time == p.last.when.time
		},
	},
	{
		name: "where they were taken", score: 24,
		example: "The banker was sentenced to nine years on Monday and led away in chains.",
		holds: func(p *pair) bool {
			away := strings.Contains(p.m.lemma(), " ") || p.m.end < len(p.tokens) && p.tokens[p.m.end].class&adverb != 0 // "led away", not "arrested"
			return away && p.m.kind == "arrest" && p.last.kind == "verdict" && !p.m.noun && !p.last.noun && p.ofOneSubject() && p.clause().opener < 0 && p.withoutTime()
		},
	},
	{
		name: "how they came", score: 24,
		example: "Oman bombed the port on Monday with jets that flew low across the desert.",
		holds: func(p *pair) bool {
			return p.m.kind == "deployment" && groupOf(p.e.kind) == timeline.Conflict && p.isRelative(p.clause()) && p.undated() && p.nextClause()
		},
	},
	{
		name: "what one noun names", score: 24,
		example: "Thieves broke into a museum in Almar on Monday and stole three paintings.",
		holds: func(p *pair) bool {
			c, o := p.clause(), &p.sentences[p.m.sentence].clauses[p.last.clause]
			into := o.verb.head+1 < o.end && p.tokens[o.verb.head+1].class&preposition != 0 // not "bombed one town and shelled another"
			return !p.m.noun && !p.last.noun && p.m.kind == "other" && p.oneKind() && into && !p.besides() && p.ofOneSubject() && c.opener < 0 && c.verb.passive == o.verb.passive &&
				p.withoutTime() && p.oneNominal(p.m, p.last)
		},
	},
	{
		name: "what it was done by doing", score: 30,
		example: "Oman reacted by recalling its ambassador on Monday.",
		holds: func(p *pair) bool {
			return !p.m.noun && !p.last.noun && p.nextClause() && p.byDoing(p.m) && p.clause().parent == p.last.clause
		},
	},
	{
		name: "a clause that tells more of its noun", score: 27,
		example: "Soldiers kept to a ceasefire that the government declared on Monday.",
		holds:   func(p *pair) bool { return p.ofAntecedent(p.m, p.e) },
	},
	{
		name: "a second verb of one occasion", score: 27,
		example: "The minister condemned the raid on Monday and demanded an apology.",
		holds:   func(p *pair) bool { return p.coordinated(p.m, p.e) },
	},
	{
		name: "what led up to it, told in the same breath", score: 24,
		example: "Three gunmen strolled along the beach on Monday and opened fire on the guests.",
		holds: func(p *pair) bool {
			c, o := p.clause(), &p.sentences[p.last.sentence].clauses[p.last.clause]
			return p.last.dated && len(p.e.mentions) == 1 && p.m.makes && !p.m.dated && p.ofOneSubject() && c.verb.finite() && o.verb.finite() && o.opener < 0 && c.opener < 0 &&
				p.withoutTime() && (!p.later() || groupOf(p.m.kind) == timeline.Conflict)
		},
	},
	{
		name: "said on the occasion before it", score: 30,
		example: "In a televised speech on Monday President Adan Keyse condemned the raid.",
		holds: func(p *pair) bool {
			m := p.m
			return slices.ContainsFunc(p.e.mentions, func(o *mention) bool {
				near := o.sentence == m.sentence && (o.clause == m.clause || p.phraseOf(o)-1 == p.sentences[m.sentence].first) // "In a statement read on radio, he"
				return o.noun && near && o.first < m.first && (o.kind == "statement" || o.kind == "phone-call") && !o.has(flagMention) && (p.clause().opener < 0 || !p.pluperfect(m)) &&
					(p.isStatement(m.kind) || p.performs(m)) && p.occasional(p.phraseOf(o)-1)
			})
		},
	},
	{
		name: "tells what was done then", score: 20, kind: true,
		example: "The thaw began on Monday, when Oman announced that it would give up the port.",
		holds: func(p *pair) bool {
			m := p.m
			return m.makes && !m.dated && p.last.dated && p.e.kind == "other" && p.nextClause() && p.then() && (groupOf(m.kind) == timeline.Conflict || !p.partyActs(p.last))
		},
	},
	{
		name: "what was done in it", score: 20,
		example: "The uprising of 2011, in which President Adan Keyse was ousted, lasted a month.",
		holds: func(p *pair) bool {
			o := p.clause().opener
			return p.m.makes && p.undated() && p.last.noun && o > 0 && p.tokens[o].class&relative != 0 && p.tokens[o-1].class&placePreposition != 0 && p.last.end < o && o-p.last.end < 6 && !p.verbIn(&p.sentences[p.m.sentence], p.last.end, o)
		},
	},
	{
		name: "how they were caught", score: 20,
		example: "The couple were arrested on Monday, when police raided their flat.",
		holds: func(p *pair) bool {
			return p.m.kind == "investigation" && !strings.Contains(p.m.lemma(), " ") && p.last.kind == "arrest" && !p.last.noun && p.then() && !p.besides()
		},
	},
	{
		name: "of the same kind, at the time of its noun", score: 18,
		example: "The unrest began on Monday in Talas, where protesters occupied the town hall.",
		holds: func(p *pair) bool {
			m := p.m
			return m.makes && p.oneKind() && (p.last.noun || p.then() && m.kind == "layoffs") && m.when.time >= 0 && m.when.time == p.last.when.time && groupOf(m.kind) != timeline.Diplomacy && p.nextClause()
		},
	},
	{
		name: "what did it", score: 28,
		example: "A hotel was gutted on Monday after rockets hit it.",
		holds:   func(p *pair) bool { return p.causeOf(p.m, p.last) },
	},
	{
		name: "tells what killed them", score: 28,
		example: "The president was killed on Monday when soldiers stormed the palace.",
		holds: func(p *pair) bool {
			m := p.m
			return p.last.has(flagToll) && deadlyKind(m.kind) && p.then()
		},
	},
	{
		name: "how it ended", score: 26,
		example: "The vote on Monday removed Prime Minister Ida Holm from office.",
		holds:   func(p *pair) bool { return p.last.noun && p.near && p.subjectOutcome(p.m, p.last) },
	},
}

// retold is of a verb that tells more of what was told before, here or in the
// sentences above, in words of another kind too.
var retold = []joining{
	{
		name: "tells it again, more exactly", score: 13,
		example: "Two former ministers have been sentenced to prison. A court in Almar convicted them of fraud on Monday.",
		holds: func(p *pair) bool {
			return !p.title && p.m.makes && p.oneKind() && p.tellsAgain(p.m, p.e, p.last, p.apart)
		},
	},
	{
		name: "a clause of time, which speaks of what is known", score: 15, within: 4,
		example: "The plane was delivered in 2012. After the plane was delivered, pilots complained.",
		holds: func(p *pair) bool {
			m := p.m
			return m.pattern.entry != nil && p.sameLemma() && p.oneKind() && p.undated() && !p.apart && p.presupposed(m)
		},
	},
	{
		name: "by name, of whom the news told by his office", score: 18, within: 1,
		example: "A minister resigned on Monday. Ida Holm, 58, stepped down after a quarrel.",
		holds: func(p *pair) bool {
			m, e, t := p.m, p.e, p.e.teller
			return t != nil && !t.noun && m.makes && !m.noun && p.oneKind() && m.kind != "appointment" && slices.Contains(once, m.kind) && p.back > 0 && p.isMain(e) && p.undated() && !p.pluperfect(m) &&
				len(p.persons(t.named)) == 0 && len(p.persons(m.named)) == 1 && p.clause().opener < 0 && p.bareName(m) && !p.besides()
		},
	},
	{
		name: "the same verb, of the same people", score: 18,
		example: "The company signed a contract with Egypt in May. Last year it signed the agreement.",
		holds: func(p *pair) bool {
			m, t := p.m, p.e.teller
			return p.shared && !p.oneKind() && sameFamily(m.kind, p.e.kind) && t != nil && !t.noun && m.pattern.entry != nil && firstWord(m) == firstWord(t) && m.makes
		},
	},
	{
		name: "said by name, by whom the news told by his office", score: 12, within: 2,
		example: "The bank's governor has denied taking bribes. Ida Holm told reporters in Almar on Tuesday that it was a plot.",
		holds: func(p *pair) bool {
			m, e, t := p.m, p.e, p.e.teller
			return t != nil && !t.noun && m.kind == "statement" && m.makes && p.isStatement(e.kind) && p.back > 0 && p.isMain(e) && (p.undated() || e.firstDate.IsZero() || p.sameDay()) && p.clause().opener < 0 &&
				len(p.persons(e.agents)) == 0 && len(p.persons(m.agents)) == 1 && p.sameOffice(m, t) && !p.another()
		},
	},
	{
		name: "done to the same person", score: 12,
		example: "A judge spoke a day after Prime Minister Ida Holm was released. Holm was freed on Monday on bail.",
		holds: func(p *pair) bool {
			m, t := p.m, p.e.teller
			return t != nil && !t.noun && !m.noun && m.makes && p.oneKind() && m.kind == "other" && p.back > 0 && (p.undated() || p.e.firstDate.IsZero()) && len(p.persons(m.targets)) > 0 && share(p.persons(m.targets), p.e.targets) && p.oneNominal(m, t)
		},
	},
	{
		name: "by office, of whom the news told by name", score: 18, within: 2,
		example: "Minister Ida Holm resigned on Monday. The health minister, 50, stepped down after a quarrel.",
		holds: func(p *pair) bool {
			m, e, t := p.m, p.e, p.e.teller
			first, end := p.subject(p.m)
			return t != nil && !t.noun && m.makes && !m.noun && p.oneKind() && slices.Contains(once, m.kind) && p.back > 0 && p.isMain(e) && p.undated() && !p.pluperfect(m) && p.clause().opener < 0 &&
				len(p.persons(e.actors())) == 1 && len(p.persons(m.actors())) == 0 && first < end && p.tokens[first].class&definite != 0 && slices.ContainsFunc(p.tokens[first:end], func(t token) bool { return t.class&(official|title) != 0 })
		},
	},
	{
		name: "how the raid went", score: 12, within: 4,
		example: "The Iranian raid on Monday angered Oman. Iranian jets bombed the people as they slept.",
		holds: func(p *pair) bool {
			m := p.m
			return m.makes && !m.noun && p.undated() && share(m.agents, p.e.agents) && !share(m.agents, p.e.targets) && p.back > 0 && groupOf(m.kind) == timeline.Conflict && !p.pluperfect(m) && slices.ContainsFunc(p.e.mentions, func(o *mention) bool {
				return o.noun && o.pattern.entry.covers == "attack" && o.pattern.entry.stands(m.kind)
			})
		},
	},
	{
		name: "the same attack, on the same day", score: 12,
		example: "Gunmen stormed a hospital last Wednesday. The raiders shot their way into the town on January 8.",
		holds: func(p *pair) bool {
			first, end := p.subject(p.m)
			return p.oneKind() && p.m.kind == "ground-attack" && !p.m.noun && p.sameDay() && !p.apart && p.opensArticle(p.e) && p.back > 0 && first < end && p.tokens[first].class&definite != 0 && p.townOf(p.m) == ""
		},
	},
	{
		name: "who signed it", score: 12, within: 1,
		example: "Iran and Oman agreed on Sunday to end the war. Sam Holt and John Smith signed in silence.",
		holds: func(p *pair) bool {
			m := p.m
			return m.kind == "agreement" && p.oneKind() && !m.noun && p.undated() && p.back > 0 && p.isMain(p.e) && !p.hasObject(m) && p.clause().opener < 0 && !p.clause().verb.negated
		},
	},
	{
		name: "the verb of a noun for it", score: 18,
		example: "The detention of the soldier Per Lund angered Oman. Lund was seized in Almar on Monday.",
		holds: func(p *pair) bool {
			m, t := p.m, p.e.teller
			return t != nil && t.noun && m.makes && !m.noun && p.shared && !p.apart && p.back > 0 && slices.ContainsFunc(t.pattern.deeds, func(d deed) bool { return p.tellsDeed(m, d) })
		},
	},
	{
		name: "whom they shot", score: 12, within: 2,
		example: "Commandos boarded the ferry in May. Nine activists were shot dead in the struggle on deck.",
		holds: func(p *pair) bool {
			m, c := p.m, p.clause()
			first, end := p.subject(p.m)
			return m.kind == "killing" && !m.noun && c.verb.passive && len(m.agents) == 0 && p.undated() && p.back > 0 && p.sentences[p.last.sentence].para == p.sentences[m.sentence].para &&
				groupOf(p.e.kind) == timeline.Conflict && sameFamily(m.kind, p.e.kind) && !p.apart && first < end && p.tokens[first].class&numberWord != 0 && !p.besides()
		},
	},
	{
		name: "where it went on sale", score: 12, within: 3,
		example: "Fruktos released its console on Monday. The machine went on sale in Oman and Japan.",
		holds: func(p *pair) bool {
			first, end := p.subject(p.m)
			return p.m.kind == "launch" && p.e.kind == "launch" && first == p.sentences[p.m.sentence].first && end-first == 2 && !p.clause().verb.passive && p.undated() && len(p.m.named) == 0 && p.opensArticle(p.e) && p.back > 0 && p.tokens[first].class&definite != 0
		},
	},
	{
		name: "done to the same", score: 16,
		example: "The bombings of two embassies in 1998 were not forgotten. The embassies were attacked by militants.",
		holds: func(p *pair) bool {
			return p.sameVictim(p.m, p.e) && sameFamily(p.m.kind, "killing") && sameFamily(p.m.kind, p.e.kind)
		},
	},
	{
		name: "and went on to say", score: 12, within: 1,
		example: "Prime Minister Ida Holm criticised the accord. She told Almar News on Monday that it was dead.",
		holds: func(p *pair) bool {
			m, e := p.m, p.e
			first, end := p.subject(p.m)
			return p.back > 0 && m.makes && m.kind == "statement" && p.tokens[m.first].class&announce == 0 && p.isStatement(e.kind) && !m.noun && (p.undated() || e.firstDate.IsZero() && p.ofOneDay(m)) && share(m.agents, e.agents) && p.people(m.agents) &&
				p.sentences[p.last.sentence].para == p.sentences[m.sentence].para && first < end && p.tokens[first].class&pronoun != 0
		},
	},
	{
		name: "more of what somebody said that day", score: 9, within: 8,
		example: "Prime Minister Ida Holm rejected the plan on Monday. Holm said the plan would cost jobs.",
		holds: func(p *pair) bool {
			m, e := p.m, p.e
			return m.kind == "statement" && !p.oneKind() && p.undated() && p.isStatement(e.kind) && share(m.agents, e.agents) && p.people(m.agents) && !e.firstDate.IsZero()
		},
	},
}

// spokenAgain is of what somebody says: one event an occasion, not a quotation.
var spokenAgain = []joining{
	{
		name: "others speak", score: 0,
		example: "Prime Minister Ida Holm said on Monday that the plan was dead. Union leader Per Lund said on Monday that it was alive.",
		holds: func(p *pair) bool {
			m, e := p.m, p.e
			return !p.sided(m.agents, e.agents) && !p.sided(e.agents, m.agents) && !(share(m.agents, e.actors()) && !e.mentions[0].noun)
		},
	},
	{
		name: "what is said when it is announced", score: 9,
		example: "Prime Minister Ida Holm announced her resignation on Monday. Holm said on Monday that she was tired.",
		holds: func(p *pair) bool {
			m, e := p.m, p.e
			return !p.isStatement(e.kind) && m.has(flagSpeech) && (p.undated() || e.firstDate.IsZero() && p.recent(m) && p.opensArticle(e) || e.firstDate.Overlaps(m.when.date)) &&
				m.sentence-e.mentions[0].sentence <= 8 && p.announces(e)
		},
	},
	{
		name: "what is said on leaving", score: 9,
		example: "Prime Minister Ida Holm resigned on Monday. Holm said in a statement that she was tired.",
		holds: func(p *pair) bool {
			m, e := p.m, p.e
			return e.kind == "resignation" && m.kind == "statement" && m.has(flagSpeech) && (p.undated() || p.sameDay()) && p.back <= 2 && e.teller != nil && !e.teller.has(flagPerson) && share(m.agents, e.teller.agents) && !p.another() && !p.elsewhere()
		},
	},
	{
		name: "no statement", score: 0,
		example: "Prime Minister Ida Holm visited Oman on Monday. Holm said in a statement on Monday that the plan was dead.",
		holds:   func(p *pair) bool { return !p.isStatement(p.e.kind) },
	},
	{
		name: "said on the same day", score: 18,
		example: "Prime Minister Ida Holm warned Iran on Monday. In the evening, Holm said on Monday that talks were over.",
		holds:   func(p *pair) bool { return p.sameDay() && (p.oneKind() || p.m.kind == "statement") },
	},
	{
		name: "more of what they said", score: 10,
		example: "Prime Minister Ida Holm issued a statement on Monday. Holm said in a statement that the plan was dead.",
		holds: func(p *pair) bool {
			return p.undated() && p.m.kind == "statement" && p.e.kind == "statement" && p.back <= 8
		},
	},
}

// ofOneKind is of verbs that tell the same kind of event, in the same words or in others.
var ofOneKind = []joining{
	{
		name: "together on the same day", score: 14,
		example: "The two ministers agreed on Monday to end the war. In the declaration they signed on Monday they promised to talk.",
		holds: func(p *pair) bool {
			return p.oneKind() && slices.Contains(mutual, p.m.kind) && !p.apart && p.sameDay()
		},
	},
	{
		name: "a storm has its name", score: 22,
		example: "Cyclone Idai made landfall in Almar on Monday. Two ships sank. Cyclone Idai tore through Bessam.",
		holds: func(p *pair) bool {
			return p.m.kind == "storm" && p.oneKind() && share(p.m.agents, p.e.agents)
		},
	},
	{
		name: "the same is done by the same to the same", score: 14,
		example: "Nordbank bought Sparbank in 2012. Nordbank acquired Sparbank for two billion crowns.",
		holds: func(p *pair) bool {
			m, e := p.m, p.e
			g := groupOf(m.kind)
			return p.oneKind() && (g == timeline.Economy || g == timeline.Justice || m.kind == "sanction") && e.teller != nil && !e.teller.noun &&
				len(m.agents) > 0 && len(m.targets) > 0 && p.sameTargets(m, e) && share(m.agents, e.agents)
		},
	},
	{
		name: "the verb of its noun", score: 20,
		example: "The maiden flight of the airliner was watched by thousands. The airliner made its maiden flight on Monday.",
		holds: func(p *pair) bool {
			return strings.Contains(p.m.lemma(), " ") && slices.ContainsFunc(p.e.mentions, func(o *mention) bool { return o.noun && headWord(o) == headWord(p.m) })
		},
	},
	{
		name: "the same people, in the same sentence", score: 14,
		example: "Israel raided Gaza and in the dark Israel stormed Gaza.",
		holds: func(p *pair) bool {
			return p.oneKind() && p.back == 0 && p.shared && p.sameTargets(p.m, p.e) && p.undated() && p.e.firstDate.IsZero()
		},
	},
	{
		name: "happens to a person once", score: 25,
		example: "Interior Minister Per Lund resigned on Monday. Lund stepped down after a week of protests.",
		holds:   func(p *pair) bool { return slices.Contains(once, p.m.kind) && p.sharePerson(p.m, p.e) },
	},
	{
		name: "how the day went", score: 12,
		example: "Thousands protested in Almar on Monday. Students gathered in the square.",
		holds: func(p *pair) bool {
			m := p.m
			return (m.kind == "election" || m.kind == "protest" && p.undated() && p.back <= 6) && p.oneKind() && !m.scheduled && p.opensArticle(p.e) && p.recent(m) && p.recently(p.e)
		},
	},
	{
		name: "how the attack went", score: 12,
		example: "Rebels seized the town of Almar on Monday. Witnesses said the fighters entered the town at dawn.",
		holds: func(p *pair) bool {
			m := p.m
			return m.kind == "ground-attack" && p.oneKind() && !p.apart && p.undated() && p.opensArticle(p.e) && p.recently(p.e) && p.back > 0 && p.back <= 2 && !p.pluperfect(m) && !p.besides() && (m.claim != "" || p.sameSubject(m, p.last))
		},
	},
	{
		name: "how the accident went", score: 12,
		example: "A train derailed near Almar on Monday. Two carriages fell into the river.",
		holds: func(p *pair) bool {
			return p.m.kind == "accident" && p.oneKind() && !p.apart && p.undated() && p.opensArticle(p.e) && p.back <= 3 && !p.pluperfect(p.m)
		},
	},
	{
		name: "the parts of one move", score: 14,
		example: "The Almar index dropped 8 percent on Monday and the Bessam index fell 5 percent.",
		holds: func(p *pair) bool {
			aside := p.isRelative(&p.sentences[p.last.sentence].clauses[p.last.clause]) && !p.isRelative(p.clause()) // "which had lost a third, rose"
			return p.m.kind == "market-move" && p.m.pattern.entry == p.last.pattern.entry && p.back == 0 && !aside && (p.undated() || p.e.firstDate.IsZero() || p.sameDay())
		},
	},
}

// killed is of the dead, and of the attack or accident that killed them.
var killed = []joining{
	{
		name: "and whom it hurt", score: 24,
		example: "Nine people died and 80 were hurt on Monday in a fire in Almar.",
		holds: func(p *pair) bool {
			c := p.clause()
			return p.back == 0 && p.last.has(flagToll) && !p.last.noun && p.nextClause() && c.opener < 0 && p.tokens[c.first].class&coordinator != 0 && !p.another()
		},
	},
	{
		name: "nothing that kills", score: 0,
		example: "Police arrested the editor on Monday. Ten people died.",
		holds: func(p *pair) bool {
			m, e := p.m, p.e
			deadly := deadlyKind(e.kind) && (e.kind != "protest" || p.back == 0 && p.tollOf(m, p.last))
			return !deadly && !(e.kind == "other" && m.kind == "other" && p.shared && p.deathly(e, m))
		},
	},
	{
		name: "died of it later", score: 0,
		example: "A bridge fell in Almar on Monday. A man who had lost both legs died in hospital.",
		holds: func(p *pair) bool {
			c := p.clause()
			return p.m.lemma() == "die" && slices.ContainsFunc(p.tokens[p.m.end:min(c.end, p.m.end+6)], func(t token) bool { return t.sense&laterDeath != 0 })
		},
	},
	{
		name: "what another thing did", score: 0,
		example: "A bridge fell in Almar on Monday. A tree killed two people.",
		holds: func(p *pair) bool {
			first, end := p.subject(p.m)
			war := groupOf(p.e.kind) == timeline.Conflict && (p.undated() || !p.e.firstDate.IsZero())
			return p.back > 0 && !war && !p.clause().verb.passive && p.tokens[p.m.first].class&effect != 0 && first < end && p.tokens[first].class&indefinite != 0
		},
	},
	{
		name: "who died, told again", score: 20,
		example: "The novelist Ida Holm has died at 84. She passed away in her sleep on Monday.",
		holds: func(p *pair) bool {
			return p.back > 0 && p.e.kind == "other" && share(p.persons(p.m.agents), p.e.agents)
		},
	},
	{
		name: "in another thing that kills", score: 0,
		example: "A ferry sank off Almar on Monday. Two men died in a plane crash.",
		holds:   func(p *pair) bool { return p.back > 0 && p.inAnother(p.m) },
	},
	{
		name: "whom it killed, in the same sentence", score: 28,
		example: "A bomb exploded in Almar on Monday, killing nine people.",
		holds:   func(p *pair) bool { return p.back == 0 && abs(p.m.first-p.last.end) < 16 && p.tollOf(p.m, p.last) },
	},
	{
		name: "whom it hit", score: 20,
		example: "Gunmen attacked the Almar Gazette on Monday. Ten of the Almar Gazette were killed.",
		holds:   func(p *pair) bool { return share(p.m.targets, p.e.targets) },
	},
	{
		name: "how many it killed", score: 9,
		example: "Gunmen attacked a mosque in Almar on Monday. Ten people were killed.",
		holds: func(p *pair) bool {
			m := p.m
			nations := (p.clause().verb.passive || m.lemma() == "die") && len(m.agents) == 0 && !p.placed(true) && !slices.ContainsFunc(m.targets, func(x int) bool { return p.entities[x].sort != state }) // "eight Turks and an American"
			return p.back <= 3 && (len(m.targets) == 0 && (len(p.persons(m.agents)) == 0 || p.recent(m)) || nations)                                                                                        // not "she died in 2010"
		},
	},
}

// named is of a noun, which names what was told before or tells it first.
var named = []joining{
	{
		name: "what it answers", score: 0,
		example: "Iran ordered two British diplomats to leave the country on Monday in retaliation for London's expulsion of its envoys.",
		holds:   func(p *pair) bool { return p.back == 0 && p.answered(&p.sentences[p.m.sentence], p.phraseOf(p.m)) },
	},
	{
		name: "of what its part is told", score: 39, kind: true,
		example: "The announcement of the merger on Monday surprised the market.",
		holds:   func(p *pair) bool { return p.near && p.last.noun && p.partOf() },
	},
	{
		name: "what its verb did", score: 40,
		example: "Jets launched air strikes on Almar on Monday.",
		holds:   func(p *pair) bool { return p.near && p.objectTells(p.last, p.m) },
	},
	{
		name: "how they were killed", score: 38,
		example: "The killing of the general in an airstrike on Monday angered Iran.",
		holds: func(p *pair) bool {
			return p.near && p.last.noun && sameFamily(p.last.kind, "killing") && sameFamily(p.m.kind, "killing") && p.onOccasion()
		},
	},
	{
		name: "what they were killed in", score: 38,
		example: "Thousands died in an earthquake on Monday.",
		holds: func(p *pair) bool {
			m := p.m
			war := m.makes && m.kind == "ground-attack" && p.last.when.date.IsZero() // "in the civil war, which lasted nine years"
			return p.near && p.last.has(flagToll) && (!m.definite || war) && deadlyKind(m.kind) && !m.pattern.entry.has(flagMention) && p.onOccasion()
		},
	},
	{
		name: "the occasion on which it was said", score: 36,
		example: "Prime Minister Ida Holm welcomed the reversal in a statement on Monday.",
		holds: func(p *pair) bool {
			m, last := p.m, p.last
			return p.back == 0 && (last.has(flagSpeech) || last.has(flagSaid) || last.has(flagDeed) && (m.kind == "statement" || last.kind == "statement") || last.kind == "agreement" && m.kind == "phone-call" && !m.definite) &&
				(last.clause == m.clause || p.clause().parent == last.clause) &&
				(slices.Contains(mutual, m.kind) || m.kind == "statement" || m.kind == "election" || m.kind == "protest" && !m.definite) && p.onOccasion()
		},
	},
	{
		name: "what was attacked", score: 36,
		example: "A grenade exploded at a rally in Almar on Monday.",
		holds: func(p *pair) bool {
			m, last := p.m, p.last
			return p.near && p.behindVerb() && groupOf(last.kind) == timeline.Conflict && (m.kind == "meeting" || m.kind == "protest") && p.indefinite() && p.tokens[p.phraseOf(m)-1].class&strictPlace != 0
		},
	},
	{
		name: "the statement in which it was said", score: 36,
		example: "Iran imposed martial law in a televised address on Monday.",
		holds: func(p *pair) bool {
			return p.near && p.m.kind == "statement" && (p.isStatement(p.e.kind) || !p.last.noun && p.performs(p.last)) && p.onOccasion()
		},
	},
	{
		name: "the announcement of the news", score: 12,
		example: "Fruktos launched the Melon 4 on Monday. The announcement came at a fair in Oslo.",
		holds: func(p *pair) bool {
			m, e := p.m, p.e
			return m.definite && m.kind == "statement" && m.pattern.entry.covers == "statement" && p.tokens[m.first].sense&announcing != 0 && p.back > 0 &&
				p.mainDeed(e) && slices.Contains(performed, e.kind) && len(m.named) == 0
		},
	},
	{
		name: "a word for something else", score: 0,
		example: "Police arrested the editor on Monday. The earthquake closed the road.",
		holds: func(p *pair) bool {
			return !p.m.pattern.entry.stands(p.e.kind) && !(p.m.definite && p.madeOf()) && !p.ofDeed()
		},
	},
	{
		name: "a word for what happens, and not for what is said", score: 0,
		example: "Prime Minister Ida Holm condemned Oman on Monday. The crisis surprised nobody.",
		holds: func(p *pair) bool {
			return p.isStatement(p.e.kind) && p.tokens[p.m.end-1].sense&happening != 0 && !p.sameWord()
		},
	},
	{
		name: "no kind that two things could share", score: 0,
		example: "The band split up on Monday. The birth of a panda drew thousands.",
		holds: func(p *pair) bool {
			return p.e.kind == "other" && !p.m.pattern.entry.wide() && !p.deathly(p.e, p.m) && !p.ofDeed()
		},
	},
	{
		name: "the object of its verb", score: 35,
		example: "The two sides signed an agreement on Monday.",
		holds: func(p *pair) bool {
			return p.near && p.behindVerb() && p.m.first-p.last.end < 8 && (p.oneKind() || !p.m.definite)
		},
	},
	{
		name: "what was ended", score: 0,
		example: "Commandos stormed the embassy on Monday, ending a siege.",
		holds: func(p *pair) bool {
			v := &p.clause().verb
			return p.back == 0 && !p.m.definite && !p.near && v.head < p.m.first && p.m.first-v.head < 4 && p.tokens[v.head].place&endingVerb != 0
		},
	},
	{
		name: "the object of another deed", score: 0,
		example: "Prime Minister Ida Holm welcomed the announcement on Monday.",
		holds: func(p *pair) bool {
			return p.near && p.behindVerb() && p.m.definite && !p.oneKind() && !p.last.dated && !p.onOccasion()
		},
	},
	{
		name: "the same noun, in the same clause", score: 20,
		example: "The strike on Almar on Monday was the deadliest strike since 2003.",
		holds:   func(p *pair) bool { return p.near && p.last.noun && p.sameWord() },
	},
	{
		name: "another noun of the same clause", score: 0,
		example: "The bombing on Monday was part of the offensive.",
		holds:   func(p *pair) bool { return p.near && p.last.noun && p.m.first-p.last.end > 1 },
	},
	{
		name: "a war", score: 0,
		example: "Rebels attacked Almar on Monday. The war has emptied the town.",
		holds:   func(p *pair) bool { return p.m.pattern.entry.covers == "war" && !p.sameWord() },
	},
	{
		name: "done to others", score: 0,
		example: "Gunmen killed the judge Per Lund on Monday. The killing of the editor Ida Holm was unsolved.",
		holds: func(p *pair) bool {
			m, e := p.m, p.e
			return len(m.targets) > 0 && len(e.targets) > 0 && !share(m.targets, e.actors()) && !share(m.agents, e.targets)
		},
	},
	{
		name: "no meeting of theirs", score: 0,
		example: "Iran and Oman held a session in Muscat on Monday. Qatar broke off peace talks.",
		holds: func(p *pair) bool {
			return slices.Contains(mutual, p.m.kind) && slices.Contains(mutual, p.e.kind) && p.indefinite() && !p.near && p.back > 0 && !p.sameWord() && !share(p.m.named, p.e.actors())
		},
	},
	{
		name: "many, of which none was told", score: 0,
		example: "Rebels attacked Almar on Monday. Attacks have become rare.",
		holds:   func(p *pair) bool { return !p.m.definite && p.m.pattern.form == plural && !p.near },
	},
	{
		name: "a new one", score: 0,
		example: "Jets bombed Almar on Monday. An airstrike closed the road.",
		holds: func(p *pair) bool {
			c := p.clause()
			told := p.back > 0 && c.hasVerb && c.verb.finite() && c.verb.first == p.m.end && p.tokens[p.phraseOf(p.m)].class&indefinite != 0 // "a tornado struck"
			return p.indefinite() && (told || p.m.makes && !p.shared && !p.sameWord())
		},
	},
	{
		name: "a word for the news of the article", score: 8,
		example: "Norway expelled two diplomats on Monday. Oman called the decision unjust.",
		holds:   func(p *pair) bool { return p.vague() && p.isMain(p.e) && p.undated() },
	},
	{
		name: "a word that points less far back", score: 0,
		example: "A storm flooded the port on Monday.\nOman expelled two diplomats. Trade goes on. Ships sail. Planes fly. The decision surprised nobody.",
		holds:   func(p *pair) bool { return p.vague() && p.back > 3 },
	},
	{
		name: "a word for what was told before", score: 6,
		example: "Norway held an election on Monday.\nOman recalled its envoy. The move surprised nobody.",
		holds:   func(p *pair) bool { return p.vague() },
	},
	{
		name: "the same noun, of the same people", score: 29,
		example: "Iran and Oman signed a deal on Monday. Oman signed a deal with Qatar in 2012. The deal between Iran and Oman ended the dispute.",
		holds:   func(p *pair) bool { return p.sameWord() && len(p.m.named) > 1 && allIn(p.m.named, p.e.actors()) },
	},
	{
		name: "the same noun, or one for what was done", score: 25,
		example: "Rebels attacked Almar on Monday. The attack lasted an hour.",
		holds:   func(p *pair) bool { return p.sameWord() },
	},
	{
		name: "a noun for it, with who took part", score: 22,
		example: "Oman shelled the port on Monday. The attack by Oman was a shock.",
		holds:   func(p *pair) bool { return share(p.m.named, p.e.actors()) },
	},
	{
		name: "a noun of the same kind", score: 16,
		example: "Jets bombed Almar on Monday. The airstrike closed the road.",
		holds:   func(p *pair) bool { return p.oneKind() },
	},
	{
		name: "a noun that can stand for it", score: 11,
		example: "Jets bombed Almar on Monday. The attack closed the road.",
		holds:   func(p *pair) bool { return true },
	},
}

// Joinings that are looked for in their own way.
var (
	carriedOn    = joining{name: "began and ended by verbs of one subject", score: 25} // "the trial, which opened in April and closed on June 22"
	headlineToll = joining{name: "how many died, in the headline", score: 20}
	sameHeadline = joining{name: "the headline, of the same kind", score: 30}
	byAnnouncing = joining{name: "announced and done are one"}
	byHeadline   = joining{name: "the headline of what the article opens with"}
	byPerforming = joining{name: "does what its object names"}
)
