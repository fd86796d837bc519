/** General words that show, by standing beside a name, that a company is meant. */
const listOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** "… start-up Acme", "the lender Acme". */
export const companyNouns = listOf(`
  startup startups company companies firm firms maker makers giant giants unicorn platform provider app service exchange
  marketplace retailer bank neobank lender insurer automaker carmaker chipmaker airline operator brand fintech edtech
  insurtech healthtech biotech medtech agritech agtech proptech adtech publisher vendor supplier manufacturer brokerage
  consultancy agency upstart challenger rival subsidiary parent owner conglomerate venture outfit specialist site website
  chain developer builder broker business corporation heavyweight incumbent scaleup enterprise studio portal browser
  decacorn soonicorn aggregator foodtech cleantech logistics delivery robotics pharma drugmaker telco carrier utility
  network processor distributor wholesaler processor neobroker player duo competitor leader pioneer spinout spinoff
`)

/** "Acme CEO", "the founder of Acme". */
export const roles = listOf(`
  ceo cfo cto coo cmo cro cio ciso cpo chro cofounder cofounders founder founders chief president chairman chairwoman chair
  executive exec execs executives boss spokesperson spokesman spokeswoman employee employees staffer staffers staff worker
  workers engineer engineers veteran alum alumni alumnus head director vp md evp svp
`)

/** "Acme shares", "Acme layoffs". */
export const businessNouns = listOf(`
  shares stock layoffs ipo valuation investor investors shareholder shareholders acquisition merger takeover partnership
  outage customers users subscribers spokesperson subsidiary revenue revenues profit earnings funding investment deal
  headquarters hq backer backers rival rivals parent competitor app api platform sdk bankruptcy buyout spinoff board
`)

/** "Acme raises $5M": strong with an amount of money after it. */
export const moneyVerbs = listOf(`
  raise raises raised raising secure secures secured land lands landed nab nabs nabbed bag bags bagged close closes closed
  grab grabs grabbed snag snags snagged score scores scored get gets got pick picks picked scoop scoops pocket pockets attract
  attracts attracted fetch fetches win wins net nets receive receives received announce announces announced bank banks
  collect collects gather gathers haul hauls reel reels pull pulls draw draws take takes took lock locks garner garners find
  finds invest invests pay pays spend spends seek seeks valued hit hits top tops locate locates lift lifts score
`)

/** What companies do and seldom anybody else, as headlines say it. */
export const companyVerbs = listOf(`
  acquire acquires acquired acquiring acquihires buy buys bought appoint appoints appointed hire hires hired hiring name names
  named launch launches launched launching unveil unveils unveiled introduce introduces introduced debut debuts debuted lay
  lays laid announce announces announced raise raises raised raising secures secured nabs bags snags rebrand rebrands invest
  invests invested partner partners partnered partnering merge merges merged poach poaches poached promote promotes promoted
  file files filed expand expands expanded expanding onboard onboards ship ships shipped roll rolls rolled relaunch relaunches
  slash slashes slashed cut cuts sack sacks fire fires furlough furloughs valued founded headquartered backed acqui acquihire
  open opens opened recall recalls release releases released integrate integrates monetize monetizes license licenses
  ink inks pilot pilots emerges sunset sunsets offload offloads divest divests divested list lists spins sells sell sold
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
export const fillers = listOf(
  'has have had is was will to just today also now reportedly quietly officially recently already again still finally may might could would be been being says it formally soon first',
)

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
