/** General words that show, by standing beside a name, that a company is meant. */
const listOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** "… start-up Acme", "the lender Acme". */
export const companyNouns = listOf(`
  adtech aggregator agritech agtech airline app automaker bank biotech brand brewer broadcaster broker brokerage
  browser builder carmaker carrier challenger chipmaker cleantech companies company competitor conglomerate
  consultancy corporation decacorn developer distributor drugmaker edtech exchange fintech firm firms foodtech giant
  giants healthtech heavyweight incumbent insurer insurtech lender maker makers manufacturer marketplace medtech miner
  neobank neobroker operator outfit owner parent planemaker platform proptech provider publisher retailer rival
  robotics scaleup soonicorn spinoff spinout startup startups steelmaker studio subsidiary supplier telco unicorn
  upstart vendor website wholesaler
`)

/** "Acme CEO", "the founder of Acme". */
export const roles = listOf(`
  ceo cfo cto coo cmo cro cio ciso cpo chro cofounder cofounders founder founders chief president chairman chairwoman chair
  executive exec execs executives boss spokesperson spokesman spokeswoman employee employees staffer staffers staff worker
  workers engineer engineers veteran alum alumni alumnus head director vp md evp svp
`)

/** "Acme shares", "Acme layoffs": only companies have them. */
export const companyMatters = listOf(`
  shares stock layoffs ipo valuation shareholder shareholders takeover outage spokesperson subsidiary headquarters hq buyout
  bankruptcy backer backers
`)

/** "the Acme deal", "Acme users": companies have them, and others too. */
export const businessNouns = listOf(`
  acquisition merger partnership customers users subscribers revenue revenues profit earnings deal rival rivals competitor app
  api platform sdk board unit
`)

/** What a company cuts or adds. */
export const jobWords = listOf('job jobs workforce staff employees workers roles positions headcount')

/** "Acme raises $5M": strong with an amount of money after it. */
export const moneyVerbs = listOf(`
  raise raises raised raising secure secures secured land lands landed nab nabs nabbed bag bags bagged close closes closed
  grab grabs grabbed snag snags snagged score scores scored get gets got pick picks picked scoop scoops pocket pockets attract
  attracts attracted fetch fetches win wins net nets receive receives received announce announces announced bank banks
  collect collects gather gathers haul hauls reel reels pull pulls draw draws take takes took lock locks garner garners plan plans plan plans find
  finds invest invests pay pays spend spends seek seeks valued hit hits top tops locate locates lift lifts score
`)

/** What companies do and seldom anybody else, as headlines say it. */
export const companyVerbs = listOf(`
  acqui acquihire acquihires acquire acquired acquires acquiring announce announced announces appoint appointed
  appoints axe axed axes backed bags bought buy buys commission commissions cut cuts debut debuted debuts divest
  divested divests downsize downsizes elevate elevated elevates eliminate eliminated eliminates emerges expand
  expanded expanding expands file filed files fire fires founded furlough furloughs headquartered hire hired hires
  hiring ink inks integrate integrates introduce introduced introduces invest invested invests laid launch launched
  launches launching lay lays license licenses list lists merge merged merges monetize monetizes nabs name named names
  offload offloads onboard onboards open opened opens oust ousted ousts pare pares partner partnered partnering
  partners pilot pilots poach poached poaches promote promoted promotes raise raised raises raising ramp ramps rebrand
  rebrands recall recalls recruit recruited recruits relaunch relaunches release released releases rename renamed
  renames restructure restructures revamp revamps roll rolled rolls sack sacks secured secures sell sells shed sheds
  ship shipped ships slash slashed slashes slashing snags sold spins sunset sunsets tap tapped taps trim trimmed trims
  unveil unveiled unveils valued
`)

/** What anybody may do; it shows at least that the word before is a subject. */
export const plainVerbs = listOf(`
  is are was were has have had  plans plan wants want makes make made builds build built helps help gets get takes take
  took brings bring adds add added offers offer provides provide lets let uses use used aims aim looks look hopes hope eyes hits
  hit joins join joined shows show reveals reveal reports report posts post faces face sues sue shuts shut moves move targets
  target goes go gives give puts put sets set starts start begins begin tests test works work wins win grows grow doubles
  tops becomes become turns turn teams team tackles tackle ditches ditch completes complete reaches reach crosses cross
  enters enter exits exit loses lose sees see seeks seek seeking speeds eases whips busts stakes claims claim agrees agree
  backs bets pushes pivots rethinks upgrades updates updates brings automates enables simplifies connects creates operates
  develops delivers allows gives powers competes charges denies settles pulls halts resumes pauses drops
`)

/** Words that may stand between a name and what it does. */
export const fillers = listOf(`
  again agree agreed agrees aims already also are be been begin begins being could finally first formally had has have
  in is it just looks may might moves now officially plan planning plans prepares preparing quietly recently
  reportedly says seeks set sets soon start starts still talks to today wants was will would
`)

/** "acquisition of", "partnership with", "led by". */
export const dealWords = listOf(`
  acquisition takeover purchase buyout stake investment merger partnership deal alliance collaboration pact tie agreement
  partner partners partnered partnering merge merges merged merging invest invests invested investing led backed founded
  acquired bought owned funded funding round capital money shares stock built powered developed operated subsidiary division
  competitor rival customers users employee employees raised jobs job layoffs work works worked working role position
  integrates integrated integration integrating teams teaming joins joining backing
`)

/** "acquires Acme", "joins Acme". */
export const boughtVerbs = listOf(`
  acquires acquire acquired acquiring buys buy bought buying joins join joined joining leaves leave left leaving sues sue sued
  suing backs back backed backing meet heads quits quit founded cofounded exits poached owns own rivals rival versus vs via taps
  launches launched probes probe seizes fines fined like
`)

export const determiners = listOf(
  'a an the this that these those my our your his her their its every each some any no another which what whose more many most all',
)

/** Words that open a sentence before a name without belonging to it. */
export const starters = listOf(`
  with meet how why inside when after as from for at in by on to and but or while where what who will can could should is are
  does did has if because since until before despite amid under over like unlike via watch report exclusive breaking now then
`)

/** Whether a word is one of these verbs, also as "raising", "cutting". */
export const isVerbOf = (verbs: ReadonlySet<string>, word: string): boolean =>
  verbs.has(word) || (word.endsWith('ing') && stemsOf(word.slice(0, -3)).some((stem) => verbs.has(stem)))

const stemsOf = (stem: string): string[] => [
  stem,
  `${stem}e`,
  ...(stem.at(-1) === stem.at(-2) ? [stem.slice(0, -1)] : []),
]
