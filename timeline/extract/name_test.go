package extract

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"dateline/timeline"
	"dateline/timeline/edtf"
)

func TestWhoActsIsNamedInFull(t *testing.T) {
	for name, tt := range map[string]struct {
		text   []string
		actors []string
	}{
		"an airline named for a state":            {[]string{"Kenya Airways Flight 507 [crashed] near Douala on Tuesday."}, []string{"Kenya Airways"}},
		"an airline named for a people":           {[]string{"A Turkish Airlines DC-10 [crashed] near Orly on Tuesday."}, []string{"Turkish Airlines"}},
		"letters that are more than initials":     {[]string{"Samoa Airways (SAA) flies to Apia.", "SAA [cancelled] the order on Tuesday."}, []string{"Samoa Airways"}},
		"two particles":                           {[]string{"Anna van der Berg [resigned] as minister on Tuesday."}, []string{"Anna van der Berg"}},
		"without a rank of two words":             {[]string{"Vice-Admiral Ivan Petrov [resigned] on Tuesday."}, []string{"Ivan Petrov"}},
		"without an adjective before it":          {[]string{"Annual Gantry sales fell.", "Analysts said Gantry would shrink.", "Additional Gantry employees were [arrested] on Tuesday."}, []string{"Gantry"}},
		"a religion":                              {[]string{"In Lima all Catholic bishops [condemned] the law on Tuesday."}, nil},
		"people of a region":                      {[]string{"Sicilian fishermen [blocked] the harbour on Tuesday."}, nil},
		"the institution named in full before":    {[]string{"The European Commission looked at the bid.", "The Commission [fined] two mills on Tuesday."}, []string{"European Commission"}},
		"an institution that two names end with":  {[]string{"The Lima Court and the Callao Court sat.", "The Court [fined] two mills on Tuesday."}, []string{"Court"}},
		"a body by its last word":                 {[]string{"The Lima Stock Exchange opened late.", "The exchange [suspended] trading on Tuesday."}, []string{"Lima Stock Exchange"}},
		"both of two with titles":                 {[]string{"President Petro Poroshenko and Chancellor Angela Merkel [met] in Lima on Tuesday."}, []string{"Petro Poroshenko", "Angela Merkel"}},
		"no common noun that opens a sentence":    {[]string{"Unemployment [rose] to nine percent on Tuesday."}, nil},
		"with a byname in quotation marks":        {[]string{"Police arrested John \"Kenny\" Collins in Leeds.", "Collins was [jailed] on Tuesday."}, []string{"John \"Kenny\" Collins"}},
		"not the maker of what was hit":           {[]string{"A Tupolev 154 [crashed] near the lake on Tuesday."}, nil},
		"each of a list behind a preposition":     {[]string{"Ministers from Kenya, Uganda and Tanzania [signed] the accord on Tuesday."}, []string{"Kenya", "Uganda", "Tanzania"}},
		"who gets and who gives":                  {[]string{"Peru [accepted] help from Chile and Norway on Tuesday."}, []string{"Peru", "Chile", "Norway"}},
		"whoever is put out in the same breath":   {[]string{"Jane Doe was impeached, and [removed] on Tuesday by the National Council."}, []string{"National Council", "Jane Doe"}},
		"whom a pronoun means that is an object":  {[]string{"Jane Doe stayed free until marines [seized] her on Tuesday."}, []string{"Jane Doe"}},
		"another than who does it":                {[]string{"John Smith won.", "Karl Jones [telephoned] him on Tuesday."}, []string{"Karl Jones", "John Smith"}},
		"the state of a court elsewhere":          {[]string{"LONDON (Agency) - Rain fell.", "Police in Turkey [arrested] six men on Tuesday."}, []string{"Turkey"}},
		"the state of the place in front":         {[]string{"LONDON (Agency) - Rain fell. Turkey is far away.", "In Ankara, the government [suspended] the talks on Tuesday."}, []string{"Turkey"}},
		"who is named in the title":               {[]string{"Marc Doe of Peru, one of the oldest members, [told reporters] on Tuesday that the vote was bought."}, []string{"Marc Doe", "Peru"}},
		"not the state that it happened in":       {[]string{"BAGHDAD (Agency) - Iraq is quiet. Iraq is hot. Iraq is dry.", "Iraq is far. The [airstrikes] on Tuesday killed 25 militiamen."}, nil},
		"not who speaks of it":                    {[]string{"Jane Doe deplored the [raid] of Tuesday."}, nil},
		"a person whom only \"he\" tells of":      {[]string{"Police said that Zhelko Brandtov had been arrested.", "He [fled] on Tuesday."}, []string{"Zhelko Brandtov"}},
		"both of a couple behind a day":           {[]string{"On Tuesday Jane Doe and her husband, John Smith, were [shot dead] in Lyon."}, []string{"Jane Doe", "John Smith"}},
		"a man at the beginning of a sentence":    {[]string{"Mayawan, leader of a small party, had [promised] his votes in an interview on Tuesday."}, []string{"Mayawan"}},
		"no day of a feast":                       {[]string{"Denmark [took over the presidency] of the Nordic Council on New Year's Day."}, []string{"Denmark", "Nordic Council"}},
		"a ministry in capitals is its state's":   {[]string{"Snyder Rini resigned as PM of Solomon Islands on Monday. Solomon Islands has no leader.", "In Taipei the Foreign Ministry [denied] on Tuesday that it had paid him."}, []string{"Taiwan"}},
		"she is not who died in a clause":         {[]string{"Jane Doe led the party.", "After she died, Mary Brown took over.", "She [resigned] on Tuesday."}, []string{"Mary Brown"}},
		"he is whom a clause only mentions":       {[]string{"John Smith ran the bank.", "When he retired, Karl Jones succeeded him.", "On Tuesday he was [arrested]."}, []string{"Karl Jones"}},
		"an office of something is nobody's name": {[]string{"Information Minister Jonathan Moyo [denounced] the decision on Monday."}, []string{"Jonathan Moyo"}},
		"the company is no state":                 {[]string{"Shops in Norway closed on Monday, Nordbank said.", "The company [sacked] the director on Tuesday."}, []string{"Nordbank"}},
		"she is who was she before":               {[]string{"Jane Doe left the party on Monday.", "She had sacked Narayan because he was late.", "In May she [resigned] as leader."}, []string{"Jane Doe"}},
		"a name behind an office is a person's":   {[]string{"President John Smith met the rebel leader, Shamil Basayev, on Monday.", "In revenge, Basayev says, for a strike they took the town.", "On Tuesday he [demanded] an apology."}, []string{"Shamil Basayev"}},
		"who is spoken to":                        {[]string{"Jane Doe [spoke to] Maas on Tuesday."}, []string{"Jane Doe", "Maas"}},
		"who is spoken to by phone":               {[]string{"Jane Doe [spoke] to Maas by phone on Tuesday."}, []string{"Jane Doe", "Maas"}},
		"a state whose bases are hit":             {[]string{"Iran [fired] missiles at US bases in Iraq on Tuesday."}, []string{"Iran", "United States"}},
		"an agency as the article calls it":       {[]string{"The FBI [arrested] two men in Lima on Tuesday."}, []string{"FBI"}},
		"a body that an editor spells out":        {[]string{"The EU [fined] two mills on Tuesday."}, []string{"European Union"}},
		"the government is no body named before":  {[]string{"The Almar Union met.", "The government [suspended] the talks on Tuesday."}, nil},
		"no island that a ship is off":            {[]string{"A ferry of Blue Line [capsized] off Samar on Tuesday."}, []string{"Blue Line"}},
		"a movement with a number":                {[]string{"The United Nations met.", "The M23 [took] Goma on Tuesday."}, []string{"M23"}},
		"a body and not its council":              {[]string{"The United Nations Security Council met.", "The United Nations [suspended] the talks on Tuesday."}, []string{"United Nations"}},
		"the company is what the article is of":   {[]string{"Gantry fell. Gantry rose. Gantry has shops. Gantry has a rival, Elmos.", "The company [closed] its plant on Tuesday."}, []string{"Gantry"}},
		"the company is a rival told of before":   {[]string{"Gantry fell. Gantry rose. Gantry has shops. Gantry has a rival, Elmos.", "Elmos opened a plant in Lima on Monday.", "The company [closed] the plant on Tuesday."}, []string{"Elmos"}},
		"no state that lies near":                 {[]string{"A bus [crashed] in Iran mountains on Tuesday."}, nil},
		"a surname that names a thing as well":    {[]string{"Jude Law [sued] a newspaper on Tuesday."}, []string{"Jude Law"}},
		"but no law":                              {[]string{"Gantry was [hit] by the Clean Air Act on Tuesday."}, []string{"Gantry"}},
		"a firm whose people are laid off":        {[]string{"Gantry has a rival, Elmos.", "The firm [bought] off Elmos on Tuesday."}, []string{"Gantry", "Elmos"}},
		"a name before an adverb":                 {[]string{"Nokia also [opened] a plant on Tuesday."}, []string{"Nokia"}},
		"no product":                              {[]string{"Gantry [unveiled] the Zelda on Tuesday."}, []string{"Gantry"}},
		"no share index":                          {[]string{"The Almar Index [fell] 3 percent on Tuesday."}, nil},
		"no country of a newspaper":               {[]string{"Jane Doe [told] a Danish newspaper on Tuesday that she would stay."}, []string{"Jane Doe"}},
		"no firm that somebody once led":          {[]string{"Former Gantry chief executive Jane Doe [told reporters] on Tuesday that she was sorry."}, []string{"Jane Doe"}},
		"letters of which one is large":           {[]string{"The Almar Space Agency (Asa) met.", "Asa [postponed] the flight on Tuesday."}, []string{"Almar Space Agency"}},
		"whoever is not freed but frees":          {[]string{"A court in Lima [freed] John Smith, a banker who had spent years in prison, on Tuesday."}, []string{"John Smith"}},
		"a firm whose name begins as a noun does": {[]string{"National Rail [cancelled] its trains on Tuesday."}, []string{"National Rail"}},
		"no disease":                              {[]string{"Cholera [broke out] in Lima on Tuesday."}, nil},
		"no prize":                                {[]string{"Jane Doe [won] the Almar Peace Prize on Tuesday."}, []string{"Jane Doe"}},
		"no storm":                                {[]string{"Hurricane Zelda [destroyed] 400 homes in Lima on Tuesday."}, nil},
		"no state by its capital's club":          {[]string{"Luis Ortega was [dismissed] by the London club on Tuesday."}, []string{"Luis Ortega"}},
		"but by its capital":                      {[]string{"Luis Ortega was [expelled] by London on Tuesday."}, []string{"Britain", "Luis Ortega"}},
		"whoever acts in the paragraph above":     {[]string{"Jane Doe, who won the vote in December, had promised reform. The price of gas forced two presidents, Ida Holm in October and Anna Berg in June, from power.", "She [resigned] on Tuesday."}, []string{"Jane Doe"}},
		"but the maker that does something of it": {[]string{"Tupolev [unveiled] a jet on Tuesday."}, []string{"Tupolev"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := proposalFor(t, tt.text...)
			var actors []string
			for _, x := range p.Actors {
				actors = append(actors, x.Name)
			}
			assert.Equal(t, tt.actors, actors)
		})
	}
}

func TestWhatWasDoneToSomebodyInTheSameBreath(t *testing.T) {
	for text, want := range map[string]timeline.ActorRole{
		"John Smith was charged with fraud in March and [jailed] for five years on Tuesday.": timeline.Target,
		"John Smith was criticised and [resigned] on Tuesday.":                               timeline.Agent,
	} {
		p := proposalFor(t, text)
		assert.Equal(t, []timeline.Actor{{Name: "John Smith", Role: want}}, p.Actors, text)
	}
}

// Before 26 December 1991 Moscow's government was the Soviet Union's, after it Russia's.
func TestMoscowIsTheStateOfItsTime(t *testing.T) {
	const text = "Britain sent six Soviet citizens home on Monday.\n\nMoscow expelled two Britons on Tuesday."
	for published, state := range map[string]string{"1985-09-18": "Soviet Union", "1996-05-08": "Russia"} {
		a := article(text)
		a.Published = edtf.MustParse(published)
		x, err := Read(a)
		require.NoError(t, err)
		p := find(t, a, x, "expelled")
		require.NotNil(t, p)
		assert.Equal(t, state, p.Actors[0].Name, published)
	}
}

// A state that had another name has it in an article that knows no other.
func TestAStateIsCalledAsTheArticleCallsIt(t *testing.T) {
	for text, state := range map[string]string{
		"Burma expelled two diplomats on Tuesday.":               "Burma",
		"Zaire, now DR Congo, expelled two diplomats on Friday.": "Congo",
		"Burma, now Myanmar, expelled two diplomats on Tuesday.": "Myanmar",
		"Burmese police [arrested] two men on Tuesday.":          "Myanmar",
		"Holland expelled two diplomats on Tuesday.":             "Netherlands",
	} {
		plain, _ := marked(text)
		x, err := Read(article(plain))
		require.NoError(t, err)
		require.NotEmpty(t, x.Events, text)
		assert.Equal(t, state, x.Events[0].Actors[0].Name, text)
	}
	assert.Equal(t, "Burma", proposalFor(t, "Police [arrested] two men in Burma on Tuesday.").Place)
}

// In a headline in which every word has a capital only what is a name elsewhere is one.
func TestAHeadlineOfCapitalsNamesNobodyNew(t *testing.T) {
	a := article("House Votes to Expel Sandoval From Senate", "The House expelled James Sandoval on Tuesday. He votes no more.")
	a.Paragraphs[0].Role = timeline.RoleTitle
	x, err := Read(a)
	require.NoError(t, err)
	for _, p := range x.Events {
		for _, actor := range p.Actors {
			assert.NotContains(t, actor.Name, "Expel")
		}
	}
}

func TestWhoIsMeant(t *testing.T) {
	for text, want := range map[string]string{
		// One surname of two.
		"Gandhi was [assassinated] on Monday. Her son, Rajiv Gandhi, was sworn in on Tuesday.":       "Gandhi",
		"Tyler Reed died in a fire on Sunday. Mrs. Reed, his mother, was [flown to] Lima on Monday.": "Reed",
		"Tom Kral won in 2015. Kral's brother, Peter Kral, [fled] on Tuesday.":                       "Peter Kral",
		"Rajiv Gandhi was sworn in on Tuesday. Gandhi [visited] Paris on Wednesday.":                 "Rajiv Gandhi",
		// A body by its sort.
		"The European Union fined Lumina on Monday. The company was [fined] last year.":                             "Lumina",
		"Ten men died on Saturday, the United Nations said. The army [accused] the rebels of the attack on Sunday.": "",
		"The Supreme Court convicted John Smith on Monday. A court in Ghent [freed] Peter Jones on Tuesday.":        "Peter Jones",
		"Gantry Inc. cut jobs on Monday. The company [closed] a plant on Tuesday.":                                  "Gantry Inc.",
	} {
		plain, words := marked(text)
		got, err := Read(article(plain))
		require.NoError(t, err)
		told := slices.DeleteFunc(got.Events, func(p timeline.Proposal) bool { return p.Trigger.Text != words })
		require.NotEmpty(t, told, text)
		name := ""
		if actors := told[len(told)-1].Actors; len(actors) > 0 {
			name = actors[0].Name
		}
		assert.Equal(t, want, name, text)
	}
}
