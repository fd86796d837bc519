/**
 * General English vocabulary: words that a sentence may use without meaning a company of that name. Base forms only;
 * plurals and verb forms are derived. Written for this project.
 */
export const generalWords = `
a abacus abandon ability able about above abroad absolute absorb abstract abundance abyss academic academy accelerate
accelerator accent accept access accident accord account accrue accurate accusation ace achieve acid acorn acquire
acquisition acre across act action active activist actor acumen acute adapt add addition address adept adjust admire
admit adopt adoption adult advance advantage adventure advertise advice advise advisor advocate aerial affair affect
affirm afford affordable after aftermarket again against age agency agenda agent agentic agile agree agriculture ahead
aid aide aim air aircraft airline airplane airport aisle alarm album alert algorithm alien align alike alive all alley
alliance allow ally almanac almond almost alone along aloud alpha alphabet alpine already also alter alternative
altitude aluminum always amber ambient ambition ambulance amid among amount ample amplify amplitude analog analogy
analysis analyst analytics analyze anchor ancient and anew angel anger angle animal ankle annex annotate announce
annual anonymous answer ant antenna anthem antidote antler anvil any apart apartment ape apex app apparatus apparel
appeal appear appetite apple applicant apply appoint apprentice approach approve apron aqua arbor arc arcade arch
archer architect archive are area arena argue arise arm armor army aroma around arrange array arrest arrive arrow
arsenal art artefact article artifact artificial artist as ascend ascent ash ask aspect aspen aspire assemble assembly
assert assess asset assign assist assistant assume assure astral at athlete atlas atom attach attack attempt attend
attention attic attorney attract auction audience audio audit aunt aura author auto autonomous autumn avail
availability avalanche avenue average avert aviation avid avoid awake award aware away awe axe axiom axis axle azure
baby back backbone background backpack bacon bad badge bag bake baker bakery balance balcony ball balloon ballot
bamboo ban banana band bandit bandwidth bank banker banner bar bard bare bargain bark barn baron barrage barrel
barrier base basement basic basil basin basis basket bass bat batch bath baton battery battle bay bazaar bazooka be
beach beacon bead beam bean bear beard beast beat beautiful beauty beaver became because become bed bedrock bee beef
been beer beetle before began begin behave behind being belief believe bell belong below belt bench bend beneath
benefit berry best bet beta better between beyond bias bicycle bid big bike bilateral bill billboard billion binary
bind biology biotech birch bird birth biscuit bishop bit bite bitter black blade blame blank blanket blast blaze bleed
blend bless blind blink bliss blitz block blockchain blog blood bloom blossom blow blue blueprint blur board boat body
boil bold bolster bolt bomb bond bone bonfire bonus book boom boost boot bootstrap border bore born borrow boss botany
both bottle bottom bough bought bounce bound boundary bounty bow bowl box boy brace brain brainstorm brainy branch
brand brass brave breach bread break breakfast breakthrough breath breathe breed breeze brew brick bridge brief
briefcase bright brilliant bring brisk broad broadcast broke broken broker brokerage bronze brook broom brother
brought brown browse browser brush bubble bucket buckle bud buddy budget buffalo buffer bug build builder building
built bulb bulk bull bullet bundle bunker bunny bureau burger burn burst bus bush business busy but butler butter
butterfly button buy buyer buzz by bypass byte cab cabin cabinet cable cactus cadence cafe cage cake calculate
calculator calendar call calm came camel camera camp campaign campus can canal cancel candid candle candy cane canine
canoe canon canopy canvas canyon cap capability capable capacity cape caper capital capitol capsule captain caption
capture car caramel caravan carbon card cardboard cardinal care career careful caregiver cargo carnival carpet carpool
carriage carrot carry cart carve cascade case cash cashback cashier casino cast castle casual casualty cat catalog
catalyst catch category cathedral caught cause caution cave cedar ceiling celebrate celestial cell cellar cement
center centre century ceramic ceremony certain chain chair chairman chalk challenge chamber champion chance change
channel chaos chapter character charge chariot charity charm chart charter chase chat cheap check checklist checkout
cheer cheese chef chemical chemist cherry chess chest chestnut chew chicken chief child chill chime chin chip
chocolate choice choose chord chorus chose chrome chronicle cider cinder cinema cipher circle circuit circular
circulate circus cite citizen citrus city civic civil civilization claim clam clan clarify clarity clash class classic
classroom clay clean cleaner clear clearance clerk clever click client cliff climate climb clinic clinical clip cloak
clock clone close closet cloth clothing cloud clove clover club clue cluster clutch coach coal coalition coast coastal
coat cobalt cobra cocoa coconut code codex coffee cog cognition cohort coil coin cold collaborate collaboration collar
collect collective college collide colony color column combat combine come comeback comet comfort comic command
comment commerce commercial commission commit committee commodity common commons commune community commute compact
companion company compare compass compete competition competitive complete complex compliance comply component compose
composite compost compound comprehensive compute computer comrade concave concept concern concert concierge conclude
concrete condition conduct conductor cone confer conference confide confidence confident confirm conflict connect
connection connectivity conquer consensus consent consider consist console constant constellation construct consult
consume consumer contact contain container content contest context continent continue continuum contour contract
contrarian contrast control converge convert convey convoy cook cookie cool cooperate cooperation coordinate copper
copy coral cord core cork corn corner cornerstone corporate correct corridor cosmetic cosmic cosmos cost cottage
cotton couch council counsel count counter country county couple coupon courage courier course court cousin cove cover
coverage cow cozy crab crack crackdown cradle craft crane crash crate crater crawl crazy cream create creation
creative creator creature credit creek crest crew cricket crime criminal crimson crisis crisp criteria critical crop
cross crossroad crow crowd crown crucial crucible crude cruise crumb crunch crush crust crux cry crypto cryptocurrency
crystal cube cue culture cup curate curb cure curious currency current curriculum cursor curtain curve cushion custody
custom customer cut cyber cybersecurity cycle cyclone cypress daily dairy daisy dam damage dance danger dare dark dart
dash dashboard data database date daughter dawn day daylight deadline deal dear debate debit debt debut decade decent
decide decimal decision deck declare decline decode decor decrease deduct deep deer default defeat defect defend
defense deficit define degree delay delegate delicate delight deliver delivery delta demand demo demonstrate den denim
dense deny department depend deploy deposit depot depth derive descend describe desert deserve design designer desire
desk desktop destination destiny detail detect determine develop developer device devote dew diagnose diagram dial
dialect dialog dialogue diamond diary dice dictate did diesel diet differ difference different difficult dig digest
digit digital dignity dilemma dime dimension dining dinner diplomat diplomatic direct direction director dirt disagree
disc discount discover discovery discuss disease dish disk dispatch display dispute disrupt distance distill distinct
distribute district dive diverse divide divine division do dock docket doctor document dog doll dollar dolphin domain
dome domestic domino donate done donkey donor door dose dot double doubt dough dove down download downstream downtown
dozen draft drag dragon drain drainage drama draw drawer dream dress drift drill drink drip drive driven driver
driverless driveway drone drop drug drum dry duck due duel dune duo duplicate duration during dusk dust duty dwarf
dwell dynamic dynamite dynamo dynasty each eager eagle ear early earn earnest earning earth ease easier east eastern
easy eat eatery ebb echo eclipse ecology economic economy ecosystem edge edible edit edition editor educate education
eel effect effective efficient effort egg ego eight either elastic elbow elder elect electric electron electronic
elegant element elephant elevate elevator elite elm eloquent else embark embassy embed ember embody embrace embroider
emerald emerge emergency emotion emperor emphasis empire employ employee employer empower empty emulate enable enact
enchant enclave encode encounter encourage end endeavor endless endorse endow endure enemy energy engage engagement
engine engineer enhance enigma enjoy enlist enough enrich enroll ensemble ensure enter enterprise entire entity
entrance entrepreneur entropy entry envelope environment envision envoy eon epic episode epoch equal equate equation
equator equip equity era erase error escape escrow essay essence essential establish estate esteem estimate eternal
ethanol ether ethereal ethic evaluate evangelist even evening event ever evergreen every everyone everything evidence
evident evoke evolve exact exam example exceed excel except excess exchange excite exclusive execute executive
exercise exhibit exile exist exit exodus exotic expand expanse expect expedite expense experience experiment expert
explain explore explorer exponent exponential export expose express extend extension extra extract eye fable fabric
fabricate face facet facility fact factor factory faculty fade fail fair fairground fairy faith falcon fall fallout
false fame family famous fan fancy far farm farmer farmland fashion fast fasten fate father fathom favor fear feast
feather feature federal federate fee feed feedback feel fell fellow felt fence fern ferry fertile festival fetch fever
few fiber fiction fiddle fidelity field fierce fig fight figment figurative figure file fill film filter final finance
find finder fine finesse finger finish fintech fir fire firefly fireside firewall firm first fiscal fish fist fit
fitness five fix fixture flag flagship flame flamingo flank flare flash flask flat flavor fleet flesh flex flexible
flicker flight flint flip float flock flood floor flora flour flourish flow flower flue fluent fluid flute flux fly
foam focal focus fog fold foliage folio folk follow font food fool foot footprint footwear for forage foray force ford
fore forecast foreclose foreign foresight forest forever forge forget fork form formal format formation former formula
fort forth fortify fortress fortune forum forward fossil foster fought found foundation founder foundry fountain four
fourth fox fractal fraction fragile fragment fragrance frame framework franchise fraud free freedom freelance freeway
freight frequency fresh friend fringe frog from front frontier frost fruit fuel fulcrum fulfill full fullstack fun
function fund fundamental funnel furnace furniture further fuse fusion future gadget gain galactic galaxy gallery
gallon gallop game gamma gap garage garden garlic garment garrison gas gasoline gate gateway gather gauge gave gazelle
gear gem gene general generate generation generator generic generous genesis genetic genie genius genome gentle
genuine geometry gesture get geyser ghost giant gift giraffe girl give glacier glad glade glance glass glassware glaze
gleam glide glimpse glint glitch glitter global globe glory glossary glove glow glue goal goat goes going gold golden
golf gone good goose gorilla gospel got gourmet govern governance government grab grace grade gradient gradual
graduate graft grain gram grand granite grant granular grape graph graphite grasp grass grassroots grateful gravel
gravity gray great green greet grid grill grin grind grip grit grocer grocery groove ground groundwork group grove
grow growth guarantee guard guardian guess guest guidance guide guild guitar gulf gull gum gust gut guy gym gypsum
habit habitat hack had hail hair half hall halo hammer hamster hand handbook handle handshake handy hang happen
happiness happy harbor hard hardship hardware hare harmony harness harp harvest has hash hat hatch hate haul have
haven hawk hazard haze hazel he head headline headquarter heal health healthcare healthy heap hear heart hearth heat
heather heatwave heaven heavy hedge hedgehog height heir held helium helix hello helm helmet help helper her herald
herb herd here heritage hero heron hidden hide high highland highlight highway hike hill hind hint hip hippo hire his
historic history hit hive hobby hold hole holiday hollow holy home homestead honest honey honor hood hook hoop hop
hope hopscotch horizon horn hornet horse horticulture hospital host hostel hot hotel hound hour house household
housing hover how hub hue hug huge hull human humanity humanoid humble humming hummingbird humor hundred hunger hunt
hunter hurricane hurry husk hut hybrid hydra hydrogen hyper hyperlink hypothesis i ice icebox icon idea ideal identify
identity idle idol if igloo ignite ignition illness illuminate image imagination imagine imbue immune impact imperial
implement import important impossible impress imprint improve improvement impulse in inbox incentive inch incident
include income increase incredible incubator indemnity independent index indicate indie indigo individual indoor
industry infinite infinity inflation influence influencer inform information infra infrastructure ingenious ingest
ingot inhale inherit initial initiative ink inland inn inner innovate innovation input inquire insect insert inside
insight insist inspect inspire install instance instant instead instinct institute instruct instrument insulate
insurance insure intact intake integral integrate integrity intellect intellectual intelligence intelligent intend
intent interact intercept interest interface interior internal international internet interplay interpret interval
interview into intro introduce intuition intuitive invent inventory invest investment investor invisible invite
invoice involve ion iris iron island isle issue it item itinerary its itself ivory ivy jacket jaguar jam janitor jar
jasmine jazz jet jewel jigsaw job join joint joke journal journey joy jubilee judge juice juicy jump junction jungle
junior juniper junk jury just justice karma keen keep keeper keepsake kernel kettle key keyboard keynote keystone kick
kickoff kid killed kiln kilowatt kin kind kindle kindred kinetic king kingdom kiosk kiss kit kitchen kite kitten knee
knew knight knit knob knock knot know knowledge known lab label labor laboratory lace lack ladder lady lagoon lake
lamb lamp lance land lander landlord landmark landscape lane language lantern lap laptop larch large largest lark
laser last latch late lateral latest latitude lattice laugh launch launcher laundry laurel lava lavender law lawn
lawsuit lawyer layer layoff lead leader leaf league leak lean leap learn lease leash least leather leave lecture led
ledge ledger left leg legacy legal legend legion legislation leisure lemon lemonade lemur lend lens leopard less
lesson let letter level lever leverage liability liaison liberal liberty library license lid lie life lifeline
lifestyle lift light lighthouse lightning lightweight like lily limb lime limestone limit line lineage linear linen
linger link lion lip liquid liquidity liquor list listen listing lite literal litigation little live lively liver
livestock load loaf loan lobby lobster local locale locate location loch lock locker locket lodge loft log logic
logistics logo lone long longevity look lookout loom loon loop loophole loose lord lore lose loss lost lot lotus loud
lounge love low loyal loyalty lucid luck lucky luggage lumber lumen luminous lunar lunch lung lure lush luster luxury
lynx lyric macaw machine macro mad made magic magma magnet magnify magnolia magnum mail main mainland mainstream
maintain major make maker makeshift mallard mammoth man manage management manager mandate mango manifest manifold
manner manor mansion mantle mantra manual manufacture many map maple marathon marble march margin marine mark market
marketer marketing marketplace marlin maroon marquee marshal marvel mask mason mass massive mast master match mate
material math matrix matter mattress mature maverick max maximal maximum may maybe mayor maze meadow meal mean meaning
measure meat mechanic mechanism medal media medical medicine medium meet meeting mellow melody melt member membership
memo memory mend mental mention mentor menu merchandise merchant mercury mercy merge meridian merit merlin mesa mesh
message messenger met meta metal metaphor meteor meter method methodical metric metro mica micro microphone microscope
mid middle midnight midtown might mighty migrant migrate mild mile milestone military milk mill million mimic mind
mindset mine miner mineral mingle mini minimal minimum minister mink minnow minor mint minus minute miracle mirage
mirror misfit miss missile mission mist mix mixture moat mobile mobility mod mode model moderate modern modular module
molecule moment momentum monarch money monitor monk monkey mono monster month monument mood moon moose moral more
morning mortgage mosaic moss most motel moth mother motion motive motor motorcycle mount mountain mouse mouth move
movement movie much mud mule multimedia multiple multiply municipal mural muscle muse museum mushroom music musket
must mustard mutual myriad mystery myth name nano narrate narrative narrator narrow nation national nationwide native
nature navigate navigator near nearby nebula neck nectar need needle neighbor neighborhood neither neo neon nephew
nerve nest net network neural neuron neutral neutron never new news next nexus nibble nice niche nickel night
nightfall nimble nimbus nine no noble nobody node noise nomad none nonprofit noodle noon nor norm normal north
northern nose not notable notary notch note notebook nothing notice notion nova novel now nozzle nuance nuclear
nucleus nudge null number nurse nurture nut nutmeg nutrition oak oar oasis oat obelisk object obligation oblong
observatory observe observer obsidian obtain obvious occasion occupant occupy ocean octagon octave octopus odd odyssey
of off offer office officer official offline offset offshore often oil okay old olive omega omni on onboard once one
ongoing onion online only onward onyx oodle opal open opening openness opera operate operation operator opinion
opportunity oppose opposite optic optimal optimism optimist optimize optimum option or oracle oral orange orbit
orbital orca orchard orchestra orchid order orderly ordinary ore organ organic organism organize orient origami origin
original ornament oscar ostrich other otter ought ounce our out outage outback outbound outcome outdoor outdoors outer
outfit outlaw outlet outline outlook outpost output outrage outreach outrider outside outsource oval oven over
overcome overflow overhaul overhead overlap overlook overnight overpass overseas oversight overture overwatch owe owl
own owner ox oxygen oyster pace pack package packaging packet pact pad paddle page paint pair palace pale palette palm
pan panda pandemic panel panic panorama panther pantry paper parachute parade paradigm paradise paradox paragon
parallel parcel parchment pardon parent park parking parliament parlor parrot part participate particle partner
partnership party pass passage passenger passion passive passport past pasta paste pastry pasture patch patent path
pathway patient patio patrol patron pattern pause pave pavement pavilion paw pawn pay payable paycheck payload payment
payroll peace peach peacock peak peanut pear pearl pebble pedal peer peerless pelican pen penalty pencil pendant
pendulum penguin peninsula penny pension people pepper per perceive percent perception perch perfect perform
performance perhaps peril perimeter period periodic periscope perk permanent permit persist person persona personal
perspective pet petal petrol phantom pharma pharmacy phase pheasant phenomenon philosophy phoenix phone photo
photograph photon phrase physical physician physics piano pick pickle picnic picture pie piece pier pig pigeon pike
pile pilgrim pill pillar pillow pilot pin pinch pine pineapple ping pink pinnacle pinpoint pint pinwheel pioneer pipe
pipeline pirate pistachio pit pitch pivot pixel pizza place plain plaintext plan plane planet plank planner plant
plasma plastic plate plateau platform platinum play playbook player playful playground playlist plaza plead pleasant
please pleasure pledge plenty plot plow pluck plug plum plumber plumbing plume plunge plural plus plywood pocket pod
podcast podium poem poet point pointer poke polar pole police policy polish polite political poll pollen polo polymer
pond pony pool poor pop poppy popular population porcelain porch port portable portal porter portfolio portion
portrait pose position positive possess possible post postcard poster postscript posture pot potato potential pottery
poultry pounce pound pour powder power powerhouse practical practice pragmatic prairie praise preach precedent
precious precise precision predict predictive prefer pregnancy prelude premier premise premium prepare prescription
presence present preserve president press pressure prestige pretty prevent preview previous prey price pricing pride
primary prime primer prince principal principle print printer prior priority prism prison privacy private privilege
prize probe problem procedure proceed process proclaim procure prodigy produce product production productive
profession professional professor profile profit profound program progress project projector prominent promise promote
prompt proof propel proper property prophet proportion proposal propose prospect prosper protect protein protest
protocol prototype proud prove provenance proverb provide province provision prowess proximity proxy prune psychology
public publish puffin pull pulley pulp pulse puma pump pumpkin punch pupil puppet puppy purchase pure purple purpose
purr purse pursue pursuit push put puzzle pyramid python quad quail quality quantity quantum quarry quart quarter
quartz quasar quash quay queen quest question queue quick quicksilver quiet quill quilt quirk quit quite quiver quiz
quorum quota quote rabbit raccoon race rack radar radial radiant radiate radical radio radiology radish radius raft
rage raid rail railway rain rainbow rainforest raise raised rally ram ramble ramp ran ranch random range ranger rank
ransom rapid raptor rare raspberry rate rather ratio rational raven ravine raw ray razor reach react reaction reactive
reactor read reader readiness ready real reality realize really realm realtor reap rear reason reasoning rebate rebel
rebellion rebound rebuild recall receipt receivable receive recent recess recharge recipe reciprocal recital reckon
recognition recognize recommend record recover recreate recruit recruiter recycle red redeem reduce redwood reed reef
reel refer referral refine reflect reflection reform refresh refuge refund refuse regal regard regent region register
regular regulate regulation regulator regulatory reign rein reinforce reinsurance relate relation relative relax relay
release relevant reliable reliance relief religious rely remain remark remedy remember remind remittance remote remove
render renew renewable renewal renovate rent rental repair repeat replace replica reply report repository represent
republic reputation request require resale rescue research reserve reservoir reset reside residence resident
resilience resilient resolve resonance resonate resort resource respect respond response rest restaurant restful
restoration restore result resume retail retain retire retreat retro return reveal revelation revenue reverse review
revise revival revive revolution revolve reward rhino rhyme rhythm rib ribbon rice rich ricochet riddle ride rider
ridge rift right rigid rind ring rinse riot ripe ripple rise risk ritual rival river riverside rivet road roadmap
roadside roam roar roast robin robot robotics robust rock rocket rod rogue role roll roller rollout romance roof rook
room root rooted rope rose roster rotate rotor rough round rouse route router routine rover row royal rub ruby rudder
rug rule ruler rumble run runner runtime runway rural rush rust rustic sable sack saddle sadly safari safe safety
saffron saga sage sail sailor saint salad sale salmon salon salt salute same sample sanction sanctuary sand sandal
sandbox sandpiper sandwich sapling sapphire sat satellite satin satisfy sauce save savings savvy saw sawmill say
scaffold scalable scale scan scanner scarce scarlet scatter scene scenic scent schedule scheme scholar scholarship
school schooner science scientific scientist scoop scope score scout scramble scrap scrape scratch screen scribble
scribe script scroll scrub scuba sculpt sea seal search seaside season seat second secret section sector secure
security sedan see seed seek seem seen segment select self sell seller semantic semester semiconductor seminar senate
send senior sense sensible sensor sentence sentiment sentinel sentry separate sequel sequence sequential sequoia
serenade serendipity serene serial series serious serve server service sesame session set settle settlement seven
several sexual shade shadow shaft shake shaken shall shallow shape share shareholder shark sharp she sheep sheet shelf
shell shelter shepherd sheriff shield shift shine ship shipment shipper shipyard shirt shoe shook shoot shop shopper
shore shoreline short shortcut shortlist shot should shoulder shout shovel show showcase shower showroom shrimp shrine
shuffle shut shutter shuttle sibling side sidekick sidewalk siege sierra sift sight sigma sign signal signature
signpost silence silent silica silicon silk silo silver similar simple simplify simulate since sing single singular
sink siren sister sit site six size sizzle skate sketch ski skill skin skip skull sky skylark skylight skyline
skyscraper slab slack slam slash slate sleek sleep sleeve sleigh slice slide slight slim sling slingshot slip slope
slot slow slumber slump small smart smartphone smash smell smile smith smoke smooth snack snail snake snap snapshot
sneaker snippet snow snowball soap soar soccer social society sock socket soda sofa soft softball software soil solar
sold soldier sole solid solitude solo solstice solution solve solvent some someone something son sonar sonata song
sonic soon soothe sophisticated sorbet sort soul sound soup source south southern souvenir space spacecraft spade span
spare spark sparkle sparrow sparse spatial speak speaker spear special specialist species specific specimen spectacle
spectrum speech speed speedway spell spend spent sphere spice spider spike spin spindle spiral spire spirit splash
splendid splice splinter split spoke sponge sponsor spoon sport spot spotlight spray spread spreadsheet spring
springboard sprinkle sprint sprout spruce spur spy squad square squash squid squire squirrel stability stable
stablecoin stack stadium staff stage stair stairway stake stalk stall stallion stamina stamp stand standard standpoint
standstill staple star starboard stardust stare starlight start startup state statement static station stationery
statue status statute stay steadfast steady steal stealth steam steel steep steer stellar stem step sterling stern
steward stick still stimulate sting stir stitch stock stockpile stone stood stool stop storage store storefront stork
storm story storybook storyline stove straight strand strange strap strata strategic strategy stratus straw strawberry
stray streak stream streamline street strength stress stretch stride strike string strip stripe stroke strong
stronghold structure struggle strut student studio study stuff stunt style sub subject sublime submarine submit
subscribe subscription subset subsidy substance substitute subtle suburb succeed success such sudden sugar suggest
suit suite sulfur sultan sum summer summit summon sun sunday sundial sunflower sunlight sunny sunrise sunroof sunset
sunshine super superb superconductor superior supermarket supernova supervisor supper supple supplier supply support
suppose supreme sure surf surface surge surgeon surgery surplus surprise surrogate surround survey survive suspect
suspense sustain sustainable swallow swan swap swarm swatch sweat sweep sweet swell swift swim swing swirl swish
switch sword symbol symmetry sympathy symphony sync syndicate synergy syntax synthesis synthetic syrup system tab
table tablet tackle taco tact tactic tag tail tailor take taken tale talent talk tall tally talon tandem tangent
tangible tangle tango tank tap tape taper tapestry target tariff tarot task taste taught tavern tax taxi tea teach
teacher teal team teammate teamwork tear tease tech technical technique technology teeth telecom telegram telemetry
telescope tell temper template temple tempo temporary tempt ten tenacity tenant tend tender tennis tenor tension tent
term terminal terra terrace terrain terrific territory terror tertiary test text texture than thank that thatch thaw
the theater their them theme then theory therapy there thermal thermometer thermostat these thesis they thick thicket
thin thing think third thirst this thistle thorn thorough thoughtful thoughtfully thousand thread three threshold
thrift thrill thrive throat throne through throughput throw thrust thumb thunder thyme tick ticket tide tidy tie tiger
tight tile tiller tilt timber time timeless timeline timer tin tinker tiny tip tissue titan title to toast today toe
together toggle toilet token told tolerate toll tomato tomorrow ton tone took tool toolbox toolkit tooth top topaz
topic topography torch torque tortoise toss total tote totem toucan touch touchdown touchstone tough tour tourist
tournament toward tower town toy trace track tract traction tractor trade trademark trader tradesman tradition traffic
trail trailer train trainer trait traject trajectory transact transaction transcend transfer transform transformation
transit transition translate transmission transmit transparent transport trap travel traveler traverse tray treasure
treasury treat treatment treaty tree treehouse trek trellis tremor trench trend triad trial triangle tribe tribune
tribute trick tricycle trident trigger trillion trim trinity trio trip triple triumph troop trophy tropic tropical
trouble trout truck true truffle trumpet trunk trust trustee truth try tube tulip tumble tuna tundra tune tunic tunnel
turbine turbo turf turkey turmoil turn turnaround turnkey turquoise turret turtle tusk tutor tutorial twelve twenty
twig twilight twin twine twist two type typewriter typical ultimate ultra umbrella uncle uncommon under underdog
underground understand underwriter unfold unicorn unicycle uniform unify union unique unison unit unite unity
universal universe university unlock until unusual unveil up upbeat upcoming update upgrade uphold uplift upon upper
upright upshot upside upstairs upstart upstream urban urge urgent urn us usage use user usual utensil utility utopia
vacant vacation vaccine vacuum vague valet valiant valid valley valor valuable valuation value valve van vanguard
vanilla vanish vantage vapor variable variant variety various vary vase vast vault vector veer vegetable vehicle veil
velocity velvet vendor venture venue veranda verb verdant verdict verge verification verify versatile verse version
vertex vertical very vessel vest vet veteran veterinary viable vibe vibrant vibrate victor victory video view
viewpoint vigil vigor villa village vine vineyard vintage vinyl violation violet violin viper viral virtual virtue
visa visible vision visionary visit visitor vista visual vital vitality vitamin vivid vocabulary vocal voice void
volatile volatility volcano volley volt volume volunteer vortex vote voucher vow voyage voyager vulture wade waffle
wage wagon waist wait wake walk wall wallet walnut walrus waltz wander want war ward warden warehouse warm warn warp
warrant warranty warrior was wash wasp waste watch watchman watchtower water watercolor waterfall waterfront
watermelon watt wave wavelength wax way waypoint we weak weaken wealth wealthy weapon wear weasel weather weave weaver
web wedding wedge weed week weekend weigh weight welcome weld well wellbeing wellness went were west western wet whale
wharf what wheat wheel wheelhouse when where whether which whirl whisk whisper whistle white whiteboard who whole
wholesale whom whose why wick wicket wide widget width wild wildcard wilderness wildfire wildlife will willow win wind
windfall windmill window windshield wine wing wink winner winter wire wireless wisdom wise wish wit withhold without
witness wizard wolf woman wombat won wonder wood woodland woodpecker woodwork wool word work workbench worker workflow
workforce workload workplace workshop workspace world worldwide worm worry worth would wrap wreath wrench wrestle
wrist write writer wrong wrote yacht yak yam yard yarn year yearbook yellow yes yesterday yet yeti yield yoga yolk you
young your youth youthful zeal zebra zen zenith zephyr zero zest zigzag zinc zip zipper zodiac zone zoo zoom
`

/** Given names, places and calendar words: proper, but seldom a company's own. */
export const properWords = `
adam africa alan albert alex alexander alice america american amy andrea andrew angela anita anna antarctica anthony
april arabia argentina arthur ashley asia asian athens atlanta atlantic august austin australia austria bali baltimore
bangalore bangkok barbara barcelona bavaria beijing belgium ben bengal benjamin berlin beth betty bob bombay boston
bradley brandon brazil brazilian brian bristol britain british brooklyn bruce brussels budapest cairo california
cambridge canada canadian caribbean carl carlos carol caroline casey catherine charles charlie chicago chile china
chinese chris christine christopher claire clara colombia colorado connor copenhagen craig cuba dallas daniel david
dean deborah december delaware delhi denmark dennis denver derek detroit diana donald donna dorothy douglas dover
dubai dublin dutch dylan edinburgh edward egypt elena elizabeth ella emily emma england english eric erin ethan europe
european eva evan february finland florida france frances francis frank fred french friday gary george georgia german
germany ghana gloria grace graham grant greece greek gregory hamburg harold harry harvey havana hawaii heather helen
henry himalaya houston howard hugh hugo hungary ian iceland india indian indiana indonesia iran iraq ireland irish
isaac isabel israel israeli istanbul italian italy ivan jack jackson jacob jakarta jake james jamie jane janet january
japan japanese jason java jay jean jeff jennifer jeremy jerry jersey jessica jim joan joe joel john jonathan jordan
jose joseph joshua juan judy julia julian julie july june justin kansas karen karl kate kathleen keith kelly kenneth
kentucky kenya kevin kim korea korean kyle lagos larry latin laura lauren leo leonard leslie lewis liam lima linda
lisa lisbon liverpool logan london louis louisiana lucas lucy luis luke luna madrid malaysia manchester manhattan
manila march maria marie mario marion mark martha martin mary mason matt matthew max megan melbourne melissa memphis
mexico miami michael michelle michigan miguel mike milan minnesota missouri mohammed monday montana morgan moscow
mumbai munich nairobi nancy naples natalie nathan nebraska neil nepal nevada nicholas nicole nigeria nile nina noah
nora norway november october ohio oklahoma oliver olivia ontario oregon oscar oslo owen oxford pacific pakistan pamela
panama paris parker patricia patrick paul paula pedro peru peter philadelphia philip philippines phoenix pittsburgh
poland portland portugal prague quebec rachel ralph ravi ray rebecca richard rick rio robert roger rome ronald rosa
ross roy russell russia russian ruth ryan sahara sally sam samantha samuel sandra sara sarah saturday savannah
scotland scott sean seattle seoul september shanghai sharon shirley siberia sicily simon singapore sofia sophia sophie
spain spanish spencer stanley stella stephanie stephen steve steven stockholm stuart susan sweden swedish swiss
switzerland sydney taiwan taylor ted tennessee teresa terry texas thai thailand theresa thomas thursday tim timbuktu
timothy tina todd tokyo tom tony toronto tracy tuesday turkey tyler ukraine utah valencia vancouver venice vera
vermont victor victoria vienna vietnam vincent violet virginia wales walter warsaw washington wayne wednesday
wellington wendy wesley william wisconsin wyoming xavier york zachary zoe zurich
`
