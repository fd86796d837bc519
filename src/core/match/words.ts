/**
 * General English vocabulary: words that a sentence may use without meaning a company of that name. Base forms only;
 * plurals and verb forms are derived. Written for this project.
 */
export const generalWords = `
a abacus abandon abate ability able about above abridge abroad absolute absorb abstract abundance abuse abyss academic
academy accelerate accelerator accent accept access accident accord account accrete accrue accurate accusation ace
achieve acid acorn acquire acquisition acre across act action active activist actor acumen acute adapt add addition
address adept adjust admire admit adopt adoption adult advance advantage adventure advertise advice advise advisor
advocate aerial affair affect affinity affirm affix afford affordable after aftermarket again against agape age agency
agenda agent agentic agile aglow agree agriculture ahead aid aide aim air aircraft airline airplane airport aisle
alacrity alarm albedo album alchemy alert algorithm alien align alike alive all alley alliance allow ally alma almanac
almond almost alone along aloud alpaca alpha alphabet alpine already also alter alternative altitude aluminum always
amaze amber ambient ambition ambulance amid among amount ample amplify amplitude analog analogy analysis analyst
analytics analyze anchor ancient and andante anew angel anger angle animal ankle anneal annex annotate announce annual
anonymous answer ant antenna anthem antidote antler anvil any anytime apart apartment ape apex aphelion apollo app
apparatus apparel appeal appear appetite apple applicant apply appoint apprentice approach approve apron aqua aquarius
aquila arbor arc arcade arcadia arcana arcane arch archer architect archive are area arena argue ariel aries arise
arithmetic arm armor army aroma around arrange array arrest arrive arrow arroyo arsenal art artefact artemis artery
article artifact artificial artist as ascend ascent ascetic ash ask aspect aspen aspire assemble assembly assert
assess asset assign assist assistant assume assure astral at athena athlete athletic atlas atom attach attack attain
attempt attend attention attest attic attorney attract attune attunement auction audience audio audit aunt aura
auricle author auto automata automatic autonomous autumn avail availability avalanche avalon avenue average avert
aviation avid avoid await awake award aware away awe axe axiom axis axle azure babel baby back backbone backdrop
background backpack backyard bacon bad badge bag bake baker bakery balance balcony ball balloon ballot bamboo ban
banana band bandit bandwidth bank banker banner bar bard bare bargain bark barn barometer baron barrage barrel barrier
base basement basic basil basin basis basket bass bat batch bath baton battery battle bay bazaar bazooka be beach
beacon bead beam bean beanstalk bear beard beast beat beautiful beauty beaver became because become bed bedrock bee
beef been beeper beer beetle before began begin behave behind beige being belief believe bell belong below belt bench
benchmark bend beneath benefit bequeath berm berry berth best bestow bet beta better between beyond bias bicycle bid
big bike bilateral bill billboard billion billow binary bind biology biotech birch bird birth biscuit bishop bit bite
bitter black blacksmith blackstone blade blame blank blanket blast blaze bleed blend bless blind blink bliss blitz
blizzard block blockchain blog blood bloom blossom blow blue bluebell blueprint blur blurb board boat body boil bold
bolster bolt bomb bond bone bonfire bonus book boom boost boot bootstrap border bore born borrow boss botany both
bottle bottom bough bought bounce bound boundary bountiful bounty bow bowl box boy brace bracket braid brain
brainstorm brainwave brainy branch brand brass brave breach bread breadfast break breakaway breakfast breakthrough
breath breathe breed breeze brew briar brick bricklayer bridge brief briefcase bright brilliant bring brisk bristle
broad broadcast broke broken broker brokerage bronze brook broom brother brought brown browse browser brush bubble
bubbly bucket buckle bud buddy budget buffalo buffer bug build builder building built bulb bulk bull bulldozer bullet
bulletin bump bundle bunker bunny buoy buoyant bureau burger burn burrow burst bus bush business buster bustle busy
but butler butter butterfly button buy buyer buzz buzzword by bypass byte cab cabin cabinet cable cachet cactus
cadence cafe cage cake calculate calculator caldera calendar call callisto calm cambric came camel camelot camera camp
campaign campfire campus can canal cancel candid candle candor candy cane canine canoe canon canopy canvas canyon cap
capability capable capacity cape caper capital capitol capricorn capsule captain caption capture car caramel caravan
carbon card cardboard cardinal care career careful caregiver cargo caribou carnival carousel carpet carpool carriage
carrot carry cart carve cascade case cash cashback cashier cashmere casino cast castle casual casualty cat catalog
catalyst catamaran catch category caterpillar cathedral caught cause caution cave caviar cedar ceiling celebrate
celestial cell cellar cement centaur center centralize centre century ceramic cerebral ceremony certain chain chair
chairman chalk challenge chamber champion chance change channel chaos chapter character charge chariot charity charm
chart charter chase chat cheap check checklist checkout cheer cheery cheese cheetah chef chemical chemist cherry chess
chest chestnut chevron chew chickadee chicken chief child chill chime chin chinchilla chip chirp chisel chocolate
choice choose chord chorus chose chrome chronicle chute cider cinder cinema cipher circle circuit circular circulate
circumvent circus cite citizen citrus city civic civil civilization clad claim clairvoyance clairvoyant clam clamp
clan clang clarify clarity clash class classic classroom clay clean cleaner clear clearance clerk clever clew click
client cliff climate climb clinic clinical clip clique cloak clock clone close closet cloth clothing cloud clove
clover club clue cluster clutch coach coal coalition coast coastal coat coax cobalt cobble cobra cocoa coconut cocoon
code codec codex coffee cog cognition cohere cohesion cohort coil coin cold collaborate collaboration collar collect
collective college collide colony color column combat combine come comeback comet comfort comic command comment
commerce commercial commission commit committee commodity common commons commune community commute compact companion
company compare compass compete competition competitive complete complex compliance comply component compose composite
compost compound comprehend comprehensive compute computer comrade concave concept concern concert concierge conclude
concourse concrete condition conduct conductor conduit cone confer conference confide confidence confident confirm
conflict conifer connect connection connectivity conquer consensus consent consider consist console constant
constellation construct consult consume consumer contact contain container content contest context continent continue
continuum contour contract contrarian contrast control conundrum convene converge convert convex convey convoy cook
cookie cool cooperate cooperation coordinate copper copy coral cord core cork corn corner cornerstone corporate corral
correct corridor cosine cosmetic cosmic cosmonaut cosmos cost cottage cotton couch council counsel count counter
country county couple coupon courage courier course court cousin cove cover coverage cow cozy crab crack crackdown
cradle craft cramp cranberry crane crash crate crater crawl crayon craze crazy cream create creation creative creator
creature credit creek crest crew cricket crime criminal crimson crisis crisp criteria critical crop cross crossroad
crouch crow crowd crown crucial crucible crude cruise crumb crumble crunch crush crust crux cry crypto cryptocurrency
crystal cube cuddle cue cul culture cup curate curb cure curfew curious currency current curriculum cursive cursor
curtain curve cushion custody custom customer cut cyber cybersecurity cyborg cycle cyclone cygnet cynic cypress dabble
dagger daily dainty dairy daisy dam damage dance danger dare dark dart dash dashboard data database date daughter dawn
day daylight dazzle deadline deal dear debate debit debt debut decade decent decide decimal decision deck declare
decline decode decor decrease deduct deed deep deer default defeat defect defend defense deficit define deft degree
delay delegate delicate delight deliver delivery delta delve demand demeanor demo demonstrate demure den denim dense
deny department depend depict deploy deposit depot depth derive descend describe desert deserve design designer desire
desk desktop destination destiny detail detect determine develop developer device devote dew dexterity diagnose
diagram dial dialect dialog dialogue diamond diary dice dictate did diesel diet differ difference different difficult
dig digest digit digital dignity digress dilate dilemma diligent dill dime dimension dimple dining dinner diplomat
diplomatic direct direction director dirt disagree disc discern discount discover discovery discuss disease dish disk
dispatch dispatcher display dispute disrupt distance distill distinct distribute district ditto dive diverse divide
divine division do dock docket doctor document dog doll dollar dolphin domain dome domestic domino donate done donkey
donor door doorbell doorstep dose dot double doubt dough dove down download downstream downtown dozen draco draft drag
dragon dragonfly drain drainage drama draw drawer dream dress drift drill drink drip drive driven driver driverless
driveway drizzle drone drop drowsy drug drum dry duck due duel duffel dune duo duplicate duration during dusk dust
duty dwarf dwell dynamic dynamite dynamo dynasty each eager eagle ear early earn earnest earning earth ease easel
easier east eastern easy eat eatery ebb echelon echo eclipse ecliptic ecology economic economy ecosystem eden edge
edible edit edition editor educate education eel eerie effect effective efficient effort egg ego egress eight either
elapse elastic elated elbow elder elect electric electron electronic elegant element elementary elephant elevate
elevator elicit eligible elite ellipsis elm eloquent else emanate embark embassy embed ember emblem embody embrace
embroider emerald emerge emergency emit emotion emperor emphasis empire employ employee employer empower empty emulate
enable enact enchant enclave encode encounter encourage end endeavor endless endorse endow endure enemy energy engage
engagement engine engineer enhance enigma enjoy enlist enliven enough enrich enroll ensemble ensue ensure entail enter
enterprise enthrall entice entire entity entrance entrepreneur entropy entry envelope environment envision envoy
enzyme eon epic epiphany episode epitome epoch epsilon equal equate equation equator equinox equip equitable equity
era erase error escape escrow espouse essay essence essential establish estate esteem estimate eternal ethanol ether
ethereal ethic eureka europa evade evaluate evangelist even evening event eventual ever evergreen every everyone
everything evidence evident evoke evolve exact exalt exam example excalibur exceed excel except excess exchange excite
exclusive execute executive exercise exert exhale exhibit exile exist exit exodus exotic expand expanse expect
expedite expense experience experiment expert explain explore explorer expo exponent exponential export expose express
extend extension extra extract exude eye fable fabric fabricate facade face facet facile facility fact factor factory
faculty fade fail fair fairground fairy faith falcon fall fallout false fame family famous fan fancy far farm farmer
farmland fashion fast fasten fate father fathom favor fear feast feather feature federal federate fee feed feedback
feel feisty fell fellow felt fence fern ferry fertile fervent festival fetch fever few fiber fiction fiddle fidelity
field fierce fig fight figment figurative figure filament file fill film filter final finance finch find finder fine
finesse finger finish fintech fir fire firefly fireside firewall firm first fiscal fish fist fit fitness five fix
fixture flag flagship flair flame flamingo flank flannel flare flash flask flat flaunt flavor fleece fleet flesh flex
flexible flicker flight flint flip flipper float flock flood floor flora flotilla flour flourish flow flower flue
fluent fluffy fluid fluke flute flutter flux fly foam focal focus fog fold foliage folio folk follow foment fondue
font food fool foot foothill foothold footprint footwear for forage foray force ford fore forecast foreclose foreign
foresight forest forever forfeit forge forget forgo fork forklift form formal format formation former formula fort
forth forthright fortify fortress fortune forum forward fossil foster fought found foundation founder foundry fountain
four fourth fox foxglove fractal fraction fragile fragment fragrance frame framework franchise fraud free freedom
freelance freeway freight frequency fresh fret freya friction fridge friend fringe frisbee frog frolic from front
frontier frost frugal fruit fuel fulcrum fulfill full fullstack fumble fume fun function fund fundamental funnel
furnace furniture further fuse fusion future gable gadget gain gala galactic galaxy gale gallant gallery gallon gallop
galore game gamma gap garage garden garlic garment garner garrison gas gasoline gate gateway gather gauge gauntlet
gave gavel gawk gazebo gazelle gear gecko gem gemini gene general generate generation generator generic generous
genesis genetic genie genius genome gentle genuine geometry germinate gesture get geyser ghost giant gift gig giraffe
girl gist give gizmo glacier glad glade glance glass glassware glaze gleam glean gleeful glide glimmer glimpse glint
glisten glitch glitter gloat global globe glory glossary glove glow glue gnaw gnome goal goat gobble goblin goes going
gold golden golf gondola gone good goose gorilla gospel gossamer got gourd gourmet govern governance government grab
grace grade gradient gradual graduate graft grain gram grand granite grant granular grape graph graphite grapple grasp
grass grassroots grateful gravel gravity gravy gray great green greenhouse greet grey grid grill grin grind grip grit
grocer grocery groove ground groundwork group grove grow growth grumble guarantee guard guardian guess guest guidance
guide guild guitar gulf gull gully gum gust gusto gut guy gym gypsum gyroscope habit habitat hack had haddock hail
hair half hall halo hammer hamster hand handbook handicraft handle handpicked handshake handy hang happen happiness
happy harbinger harbor hard hardship hardware hare harmony harness harp harvest has hash hat hatch hatchet hate haul
have haven hawk haystack hazard haze hazel he head headline headquarter heal health healthcare healthy heap hear heart
hearth heat heather heatwave heaven heavy hedge hedgehog height heir heirloom held helium helix hello helm helmet help
helper hemisphere her herald herb hercules herd here heritage hermes hermit hero heron hidden hide high highland
highlander highlight highway hike hill hind hint hinterland hip hippo hippocampus hire his historic history hit hive
hobby hoist hold hole holiday hollow holy home homespun homestead hone honest honey honeycomb honeydew honeysuckle
honor hood hook hoop hop hope hopscotch horizon horn hornet horse horticulture hospital host hostel hot hotel hotplate
hound hour house household housing hover how howl hub huddle hue hug huge hull human humanity humanoid humble humid
humming hummingbird hummus humor hundred hunger hunt hunter hurricane hurry husk hustle hut hybrid hydra hydrogen hymn
hype hyper hyperlink hypothesis i ice iceberg icebox icon idea ideal identify identity idle idol if igloo ignite
ignition iguana iliad illness illuminate image imagination imagine imbibe imbue immune impact impart imperial
implement implode import important impossible impress imprint improve improvement impulse in inbox incentive inception
inch incident include income increase incredible incubator incur indemnity independent index indicate indie indigo
individual indoor industry inert infer infinite infinity infix inflation inflow influence influencer inform
information infra infrastructure infuse ingenious ingest ingot ingredient inhale inherit initial initiative ink
inkling inland inlet inn innate inner innkeeper innovate innovation input inquire inscribe insect insert inside
insight insist inspect inspire install instance instant instead instill instinct institute instruct instrument
insulate insurance insure intact intake integral integrate integrity intellect intellectual intelligence intelligent
intend intent interact intercept interest interface interior internal international internet interplay interpret
interval interview into intrepid intrinsic intro introduce intuition intuitive invent inventory invert invest
investment investor invisible invite invoice invoke involve io ion iota iris irk iron ironclad ironwood island isle
issue it item itinerary its itself ivory ivy jacket jackpot jaguar jam jangle janitor jar jargon jasmine jaunt jazz
jeep jell jester jet jetty jewel jigsaw jitter job jockey join joint joke jolt jostle journal journey joy jubilee
judge juggernaut juice juicy jukebox julienne jumble jump junction jungle junior juniper junk jupiter jury just
justice kaleidoscope karma kayak keen keep keeper keepsake keg kelp kernel kettle key keyboard keynote keystone kick
kickoff kid killed kiln kilowatt kin kind kindle kindred kinetic king kingdom kiosk kiss kit kitchen kite kitten kiwi
knack knee knew knight knit knob knock knoll knot know knowledge known koala krill lab label labor laboratory lace
lack laconic ladder lady lagoon lake lamb laminate lamp lance land lander landlord landmark landscape lane language
lanky lantern lap laptop larch large largest lark laser lasso last latch late latent lateral latest lathe latitude
lattice laud laudable laugh launch launcher laundry laurel lava lavender law lawn lawsuit lawyer layer layoff lead
leader leaf league leak lean leap leapfrog learn lease leash least leather leave lecture led ledge ledger left leg
legacy legal legend legion legislation leisure lemon lemonade lemur lend lens leo leopard less lesson let letter level
lever leverage lexicon liability liaison liberal liberty libra library license lichen lid lie life lifeline lifestyle
lift light lighthouse lightning lightweight like lilac lilt lily limb lime limelight limestone limit line lineage
linear linen lineup linger link lion lip liquid liquidity liquor list listen listing lite literal literate litigation
little live lively liver livestock load loaf loan lobby lobster local locale locate location loch lock locker locket
lodestar lodge loft lofty log logic logistics logo loiter loki lone long longevity look lookout loom loon loop
loophole loose lord lore lose loss lost lot lotion lotus loud lounge lovage love low loyal loyalty lucid luck lucky
luggage lull lullaby lumber lumen luminous lunar lunatic lunch lung lunge lupine lurch lure lush luster luxury lynx
lyra lyric macaw machine macro mad made magenta magazine newspaper magic magma magnet magnify magnolia magnum magpie mahogany mail main
mainland mainstream maintain major make maker makeshift mallard mallet mammoth man manage management manager mandate
manganese mangle mango manifest manifold manner manor mansion mantle mantra manual manufacture many map maple marathon
marble march margin marina marine mark market marketer marketing marketplace marlin marmalade marmot maroon marquee
mars marshal marsupial martini marvel mask mason mass massive mast master matador match mate material math matrimony
matrix matter mattress mature maverick max maximal maximum may maybe mayhem mayor maze meadow meal mean meander
meaning measure meat mechanic mechanism medal media medical medicine medium meet meeting meld mellow melody melt
member membership memo memory mend mental mention mentor menu merchandise merchant mercury mercy merge meridian merit
merlin mesa mesh mesmerize message messenger met meta metal metaphor mete meteor meteorite meter method methodical
meticulous metric metro mettle mica micro microcosm microphone microscope mid middle middleware midnight midtown might
mighty migrant migrate mild mile milestone military milk mill million mimic minaret mind mindset mine miner mineral
mingle mini minimal minimum minister mink minnow minor minstrel mint minus minute miracle mirage mirror mirth misfit
miss missile mission mist mix mixture moat mobile mobility mocha mod mode model moderate modern modular module
molecule molten moment momentum monarch money monitor monk monkey mono monocle monolith monsoon monster month monument
mood moon moonlight moonshine moonshot moose moral more morning morsel mortgage mosaic moss most motel moth mother
motif motion motive motor motorcycle motto mount mountain mouse mouth move movement movie much mud mule mull
multimedia multiple multiply municipal mural murmur muscle muse museum mushroom music musket must mustard muster
mutiny mutual myriad mystery mystic mystical myth name nano narrate narrative narrator narrow nation national
nationwide native nature nautilus navigate navigator near nearby nebula neck nectar nectarine need needle neighbor
neighborhood neither neo neon nephew neptune nerve nest nestle net network neural neuron neutral neutron never new
news next nexus nibble nice niche nickel nifty night nightfall nightingale nightowl nimble nimbus nine nirvana no
noble nobody nocturnal node noise nomad none nonprofit noodle nook noon nor norm normal north northern nose not
notable notary notch note notebook nothing notice notion nourish nova novel now nowadays nozzle nuance nuclear nucleus
nudge nugget null number numeral nurse nurture nut nutmeg nutrition nuzzle oak oar oasis oat obelisk oberon object
obligation oblige oblique oblong observant observatory observe observer obsidian obtain obtuse obviate obvious
occasion occupant occupy ocean octagon octave octopus odd odin odometer odyssey of off offbeat offer office officer
official offline offset offshore often ogle oil okay old olive olympus omega omelet omen omni on onboard once one
ongoing onion online only onset onus onward onyx oodle opal opaque open opening openness opera operate operation
operator opinion opportunity oppose opposite optic optimal optimism optimist optimize optimum option or oracle oral
orange orb orbit orbital orca orchard orchestra orchid order orderly ordinary ore organ organic organism organize
orient origami origin original orion ornament ornate oscar osmosis ostrich other otter ought ounce our oust out outage
outback outbound outcome outdoor outdoors outer outfit outlast outlaw outlet outline outlook outpost output outrage
outreach outrider outset outside outskirt outsource oval oven over overcome overflow overhaul overhead overjoyed
overlap overlook overlord overnight overpass overseas oversight overture overview overwatch owe owl own owner ox
oxygen oyster ozone pace pack package packaging packet pact pad paddle page paint pair palace paladin palate pale
palette palindrome palm pan panda pandemic panel panic panorama panther pantry paper paprika parabola parachute parade
paradigm paradise paradox paragon parallel paramount parasol parcel parchment pardon parent park parka parking parlay
parliament parlor parrot parse parsley part participate particle partition partner partnership party pass passage
passenger passion passive passport past pasta paste pastel pastry pasture patch patchwork patent path pathway patient
patio patrol patron pattern pause pave pavement pavilion paw pawn pay payable paycheck payday payload payment payroll
peace peach peacock peak peanut pear pearl pebble peck pedal peer peerless pegasus pelican pen penalty pencil pendant
pendulum penguin peninsula penny pension pensive peony people pepper per perceive percent perception perch peregrine
perfect perform performance perhaps peril perimeter period periodic periscope perk perky permanent permit persist
person persona personal perspective pester pesto pet petal petri petrol petunia phantom pharma pharmacy phase pheasant
phenomenon philosophy phoenix phone phonic phosphor photo photograph photon phrase physical physician physics piano
pick picket pickle picnic picture pie piece pier pierce pig pigeon pigment pike pile pilgrim pill pillar pillow pilot
pin pinch pine pineapple pinecone ping pink pinnacle pinpoint pint pinwheel pioneer pipe pipeline pique pirate pisces
pistachio pistol pit pitch pivot pivotal pixel pizza placate place placid plaid plain plaintext plait plan plane
planet plank planner plant plasma plastic plasticity plate plateau platform platinum platypus play playbook player
playful playground playlist plaza plead pleasant please pleasure pledge plenty pliant plot plow pluck plug plum
plumber plumbing plume plunge plural plus plush pluto plutonium plywood pocket pod podcast podium poem poet point
pointer poise poke polar polaris pole police policy polish polite political poll pollen polo polymer pond pony pool
poor pop poppy popular population porcelain porch porcupine port portable portal porter portfolio portion portrait
pose posh posit position positive possess possible possum post postcard poster postscript posture pot potato potential
pottery poultry pounce pound pour powder power powerhouse practical practice pragmatic prairie praise prance preach
precedent precious precise precision predict predictive prefer pregnancy prelude premier premise premium prepare
prequel prescription presence present preserve president press pressure prestige pretty prevent preview previous prey
price pricing pride primary prime primer primordial primrose prince principal principle print printer prior priority
prism prison privacy private privilege prize probe problem procedure proceed process proclaim procure prod prodigal
prodigy produce product production productive profess profession professional professor profile profit profound
program progress project projector prolific promenade prometheus prominent promise promote prompt pronto proof propel
propeller proper property prophet proportion proposal propose prose prospect prospectus prosper protect protein
protest protocol prototype proud prove provenance proverb provide province provision prowess proximity proxy prudent
prune psychology public publish puddle puffin pull pulley pulp pulse puma pump pumpkin punch pupil puppet puppy
purchase pure purple purpose purr purse pursue pursuit push put puzzle pylon pyramid pyrite python quad quaff quail
quaint quality quantify quantity quantum quarrel quarry quart quarter quartz quasar quash quay queen quell quench
quest question queue quick quicksilver quiet quill quilt quinoa quintessential quip quirk quit quite quiver quiz
quorum quota quote rabbit raccoon race rack radar radial radiant radiate radical radio radiology radish radius raffle
raft rage raid rail railway rain rainbow rainforest raise raised rally ram ramble ramp rampart ran ranch random range
ranger rank ransom rapid rapport raptor rapture rare rasp raspberry rate rather ratio rational rattle ravel raven
ravine ravish raw ray razor reach react reaction reactive reactor read reader readiness ready real reality realize
really realm realtor reap rear reason reasoning rebate rebel rebellion rebound rebuild recall receipt receivable
receive recent recess recharge recipe recipient reciprocal recital reckon recognition recognize recommend record
recover recreate recruit recruiter rectify recurrence recurrent recycle red redact redbird redeem reduce redwood reed
reef reel refer referral refine reflect reflection reflex reform refresh refuge refund refuse regal regard regatta
regency regent region register regular regulate regulation regulator regulatory rehash reign rein reinforce
reinsurance relate relation relative relax relay release relevant reliable reliance relief religious relish rely
remain remark remedy remember remind remittance remix remodel remote remove render renew renewable renewal renovate
rent rental repaint repair repeal repeat replace replenish replica replicate reply report repository represent
republic reputation request require resale rescale rescue research resend reserve reservoir reset reside residence
resident resilience resilient resolve resonance resonant resonate resort resource respect respond response rest
restaurant restful restoration restore result resume retail retain retire retreat retro return revamp reveal revel
revelation revenue reverie reverse review revise revival revive revolution revolve reward rhapsody rhino rhyme rhythm
rib ribbon rice rich rickshaw ricochet riddle ride rider ridge rift right rigid rind ring rinse riot ripcord ripe
ripple rise risk risotto ritual rival river riverside rivet rivulet road roadmap roadside roam roar roast robin robot
robotics robust rock rocket rod rogue role roll roller rollout romance roof rook room root rooted rope rose rosewood
roster rotary rotate rotor rotunda rough round roundtable rouse route router routine rove rover row rowboat royal rub
ruby rucksack ruckus rudder ruffle rug rugged rule ruler rumble run rune runner runtime runway rural rush rust rustic
rustle rutabaga sable sack saddle sadly safari safe safety saffron saga sage sail sailor saint salad salamander sale
salient salmon salon salt salute salvage same sample sanction sanctuary sand sandal sandbox sandpiper sandstone
sandwich sapient sapling sapphire sash sat satchel satellite satin satire satisfy saturn sauce saunter savant save
savings savor savory savvy saw sawmill saxophone say scaffold scalable scale scallop scan scanner scarce scarf scarlet
scatter scene scenic scent schedule scheme scholar scholarship school schooner science scientific scientist scimitar
scoop scope score scorn scorpio scour scout scowl scramble scrap scrape scratch scrawl screen scribble scribe script
scroll scrub scuba scuffle sculpt sea seal seam search searchlight seashell seaside season seat second secret section
sector secure security sedan sedate see seed seek seem seen segment select self sell seller semantic semester
semiconductor seminar senate send senior sense sensible sensor sentence sentiment sentinel sentry separate sepia
sequel sequence sequential sequoia serenade serendipity serene serial series serif serious serve server service sesame
session set settle settlement seven several sextant sexual shade shadow shaft shake shaken shale shall shallow shanty
shape shard share shareholder shark sharp she sheep sheet shelf shell shelter shepherd sheriff shield shift shimmer
shine ship shipmate shipment shipper shipyard shirt shoe shogun shook shoot shop shopper shore shoreline short
shortbread shortcut shortlist shot should shoulder shout shovel show showcase shower showroom shrewd shrill shrimp
shrine shrub shuffle shun shut shutter shutterbug shuttle sibling sickle side sidekick sidewalk siege sierra sieve
sift sight sigma sign signal signature signpost silence silent silhouette silica silicon silk silo silver similar
simmer simple simplify simulate since sing single singular sink siphon siren sirius sister sit site six size sizzle
skate skeleton sketch skew ski skill skim skin skip skipper skirmish skit skull skunk sky skylark skylight skyline
skyscraper slab slack slam slant slapdash slash slate sled sleek sleep sleeve sleigh sleuth slice slick slide slight
slim sling slingshot slip slither sliver slogan sloop slope slot slouch slow slumber slump small smart smartphone
smash smell smelt smile smirk smith smitten smoke smolder smooth smudge snack snail snake snap snapshot snare snatch
snazzy sneaker sneeze snip snippet snooze snorkel snow snowball snowdrop snowflake snug snuggle soak soap soar soccer
social society sock socket soda sofa soft softball software soil soiree solace solar sold solder soldier sole solemn
solid solitude solo solstice solution solve solvent somber some someone somersault something son sonar sonata song
sonic sonnet soon soothe sophisticated sorbet sorghum sort soul sound soup source south southern souvenir sovereign
space spacecraft spade span spaniel spar spare spark sparkle sparkplug sparrow sparse spate spatial spawn speak
speaker spear special specialist species specific specimen speck speckle spectacle specter spectrum speech speed
speedway spell spend spent sphere spice spider spiffy spike spin spindle spiral spire spirit splash splendid splice
spline splinter split spoke spoken sponge sponsor spoon sport spot spotlight sprawl spray spread spreadsheet spree
sprig spring springboard sprinkle sprint sprocket sprout spruce spunk spur spy spyglass squad square squash squeak
squeeze squid squiggle squint squire squirrel stability stable stablecoin stack stadium staff stage stair stairway
stake stalk stall stallion stamina stamp stand standard standpoint standstill staple star starboard stardust stare
starfish starlight starling start startup stash state statement static station stationery statue status statute
staunch stay steadfast steady steal stealth steam steel steep steer stellar stem stencil step sterling stern steward
stick still stilt stimulate sting stir stitch stock stockpile stoic stone stood stool stop storage store storefront
stork storm story storybook storyline stove stow straight strand strange strap strata strategic strategy stratus straw
strawberry stray streak stream streamline street strength stress stretch stride strike string strip stripe strive
strobe stroke stroll strong stronghold structure struggle strum strung strut stub student studio study stuff stump
stunt sturdy style stylus stymie suave sub subject sublime submarine submit subscribe subscription subset subsidy
substance substitute subtle suburb succeed success such sudden suede sugar suggest suit suite sulfur sultan sum summer
summit summon sun sundae sunday sundial sundry sunflower sunlight sunny sunrise sunroof sunset sunshine super superb
superconductor superior supermarket supernal supernova supervisor supper supplant supple supplier supply support
suppose supreme sure surf surface surge surgeon surgery surmise surplus surprise surrogate surround survey survive
suspect suspense sustain sustainable swallow swan swap swarm swatch sway sweat sweep sweet swell swerve swift swim
swing swipe swirl swish switch switchboard swivel swoon swoop sword sycamore symbiosis symbiotic symbol symmetry
sympathy symphony synapse synaptic sync syndicate synergy syntax synthesis synthetic syrup system tab table tablet
tackle taco tact tactic tag tail tailor take taken tale talent talisman talk tall tally talon tamarind tambourine
tandem tangent tangerine tangible tangle tango tank tantalize tap tape taper tapestry tapioca tardy target tariff taro
tarot tarragon task tassel taste taught taurus tavern tax taxi tea teach teacher teal team teammate teamwork tear
tease tech technical technique technology teeter teeth telecom telegram telemetry telepathy teleport telescope tell
temper template temple tempo temporary tempt ten tenacity tenant tend tender tennis tenor tension tent term terminal
terra terrace terracotta terrain terrific territory terror tertiary tesseract test tether tetra text texture than
thank that thatch thaw the theater their them theme then theory therapy there thermal thermometer thermos thermostat
these thesis they thick thicket thimble thin thing think third thirst this thistle thor thorn thorough thoughtful
thoughtfully thousand thread three threefold thresh threshold thrift thrill thrive throat throne throng through
throughput throw thrum thrush thrust thumb thump thunder thwart thyme tick ticket tickle tide tidy tie tiger tight
tile tiller tilt timber time timeless timeline timepiece timer tin tinker tinsel tint tiny tip tissue titan titania
titanium title to toast today toddler toe together toggle toilet token told tolerate toll tomato tomorrow ton tone
took tool toolbox toolkit tooth toothbrush top topaz topic topography topple torch torque tortoise toss total totality
tote totem toucan touch touchdown touchstone tough tour tourist tournament tout toward tower town toy trace track
tract traction tractor trade trademark trader tradesman tradition traffic trail trailer train trainer trait traject
trajectory tranquil transact transaction transcend transfer transfix transform transformation transit transition
translate transmission transmit transparent transport trap travel traveler traverse tray tread treadmill treasure
treasury treat treatment treaty tree treehouse trek trellis tremendous tremor trench trend trestle triad trial
triangle tribe tribune tribute trick trickle tricycle trident trigger trillion trim trinity trinket trio trip triple
triton triumph troop trophy tropic tropical trot trouble trout trove truck trudge true truffle trumpet trunk truss
trust trustee truth try tuba tube tuck tuft tug tulip tumble tumult tuna tundra tune tunic tunnel turbine turbo turf
turkey turmeric turmoil turn turnaround turnkey turntable turquoise turret turtle tusk tutor tutorial twang tweak
tweed twelve twenty twig twilight twin twine twinkle twirl twist twitch twitter two type typewriter typhoon typical
ultimate ultra umbrella uncle uncommon under underdog underground understand underwriter unfold unfurl unicorn
unicycle uniform unify union unique unison unit unite unity universal universe university unlock until unusual unveil
up upbeat upcoming update upend upfront upgrade uphold uplift upon upper upright upshot upside upstairs upstart
upstream upwave uranus urban urchin urge urgent urn us usage use user usher usual utensil utility utopia utopian
vacant vacation vaccine vacuum vagabond vague valence valet valhalla valiance valiant valid validate valley valor
valuable valuation value valve van vanguard vanilla vanish vanity vantage vapor variable variant variety various vary
vase vast vault vector veer vega vegetable vehicle veil vellum velocity velvet vendor venom ventral venture venue
venus veranda verb verbatim verdant verdict verge verification verify vermilion versatile verse version vertex
vertical very vessel vest vestige vet veteran veterinary vex viable viaduct vibe vibrant vibrate victor victory video
vie view viewpoint vigil vigilant vignette vigor villa village vim vine vineyard vintage vinyl violation violet violin
viper viral virgo virtual virtue virtuoso visa visceral visible vision visionary visit visitor vista visual vital
vitality vitamin vivacious vivid vocabulary vocal voice void volatile volatility volcano volition volley volt voltaic
volume volunteer vortex vote vouch voucher vow voyage voyager vulcan vulture wade waffle waft wage wager wagon waist
wait waive wake walk walkway wall wallaby wallet walnut walrus waltz wander wanderlust wane want war ward warden
warehouse warm warn warp warrant warranty warrior wary was wash wasp waste watch watchful watchman watchtower water
watercolor waterfall waterfront watermelon watershed waterway watt wave wavelength wax way waypoint we weak weaken
wealth wealthy weapon wear weasel weather weave weaver web wedding wedge weed week weekday weekend weigh weight
welcome weld well wellbeing wellness went were west western wet whale wharf what whatnot wheat wheel wheelhouse when
where whether which whimsical whimsy whir whirl whirlpool whirlwind whisk whisper whistle white whiteboard whittle
whiz who whole wholesale whom whose why wick wicket wide widget width wield wiggle wild wildcard wilderness wildfire
wildlife will willow willowy wilt win wince wind windfall windmill window windshield windsock wine wing wingman
wingspan wink winner winter wire wireless wisdom wise wish wisp wisteria wistful wit withhold without witness wizard
wobble wolf woman wombat won wonder woo wood woodchuck woodland woodpecker woodwind woodwork wool word work workbench
worker workflow workforce workload workplace workshop workspace world worldwide worm worry worth would wrap wreath
wren wrench wrestle wrinkle wrist write writer wrong wrote yacht yak yam yard yarn year yearbook yearn yellow yelp yes
yesterday yet yeti yield yodel yoga yolk yonder you young your youth youthful yummy zany zeal zealous zebra zen zenith
zephyr zeppelin zero zest zeus zigzag zinc zing zion zip zipper zodiac zone zoo zoom zucchini
`

/** Given names, places and calendar words: proper, but seldom a company's own. */
export const properWords = `
abel abuja accra ada adam adams addis adelaide afghanistan africa aiden alan albania albany albert albuquerque alex
alexander alexandria alfie alfred algeria alice alvarez amazonas amelia america american amman amy anchorage anderson
andre andrea andrew angela angola anita ankara anna antarctica anthony anton antwerp april arabia archie argentina
ariana armenia arthur ashley asia asian aspen assam asuncion athens atlanta atlantic auckland august austin australia
austria azerbaijan baghdad bahrain bailey baker bali baltimore bangalore bangkok bangladesh barbados barbara barcelona
barnes basel bauer bavaria becker beijing beirut belarus belfast belgium belgrade bella ben bengal bengaluru benjamin
bennett bergen berkeley berlin bernard beth betty bianchi bihar bilbao bob bogota bolivia bologna bombay boris bosnia
boston botswana boulder boyd bradley brandon brazil brazilian brian bridget brisbane bristol britain british brno
broadway brooklyn brooks bruce brussels bryant bucharest budapest buffalo bulgaria busan butler byron cairo calgary
california cambodia cambridge cameron cameroon campbell canada canadian caracas cardiff caribbean carl carlos carol
caroline carter casablanca casey castillo catherine cecil cedric chad charles charlie charlotte chavez chen chengdu
chennai chicago chile china chinese chloe chris christine christopher cincinnati claire clara clark claude clayton
cleveland cole coleman colin collins colombia colombo colorado columbus congo connor cooper copenhagen cork cornell
costa cox craig crawford croatia cruz cuba cyprus cyrus czech daisy dakar dale dallas damian daniel danube darren
david davis dean deborah december delaware delhi della denmark dennis denver derek desmond detroit dhaka diana diaz
diego dixon doha dominica donald donna dora dorothy douglas dover dubai dublin dubois duncan durban dutch dylan
ecuador edgar edinburgh edith edmonton edmund edward edwards edwin egypt eleanor elena eli elias elizabeth ella ellen
elliot ellis elsa emily emma england english eric erin eritrea ernest esther estonia ethan ethiopia eugene europe
european eva evan evans everest february felix ferguson ferrari fiji finland fiona fischer fisher flora florence
flores florida foster france frances francis frank fred freddie frederick freeman french fresno friday gabon gabriel
gail galway gambia garcia gary gavin gemma geneva george georgia gerald german germany ghana ghent gibson gilbert
giles glasgow gloria goa gomez gonzalez gordon gothenburg grace graham grant greece greek green gregory greta griffin
guangzhou guatemala guayaquil guinea gujarat gupta gurugram gus gutierrez guy guyana haifa haiti halifax hall hamburg
hamilton hangzhou hannah hanoi harold harriet harris harrison harry hart harvard harvey havana hawaii hayes heather
hector helen henderson henri henry hernandez hicks hilda hill hilton himalaya hoboken hoffmann hollywood honduras
hongkong honolulu horace houston howard huang hudson hugh hughes hugo hungary hunter hyderabad ian iceland ida india
indian indiana indianapolis indonesia ines ingrid iran iraq ireland irene iris irish isaac isabel isabella isla israel
israeli istanbul italian italy ivan ivanov ivy izmir jack jackson jacob jaipur jakarta jake jamaica james jamie jane
janet january japan japanese jason jasper java jay jean jeff jenkins jennifer jeremy jerome jerry jersey jerusalem
jessica jim jimenez joan joe joel johannesburg john johnson jonas jonathan jones jordan jose joseph joshua josie juan
jude judy jules julia julian julie julius july june justin kai kampala kansas karachi karen karim karl kate kathleen
kathmandu kazakhstan keira keith kelly kenneth kentucky kenya kerala kevin khan kigali kim kirsten knight kolkata
korea korean krakow kuala kumar kurt kuwait kyiv kyle kyoto lagos lahore lance larry lars latin latvia laura lauren
laurent lausanne leah lebanon leeds lena leo leon leonard leroy leslie lewis liam liberia libya lila lima linda lionel
lisa lisbon lithuania liu liverpool logan lola london lopez lorenzo louis louise louisiana louisville lowe luca lucas
lucia lucy luis luke lumpur luna luxembourg lydia lynch lyon mabel macedonia madagascar madrid maeve maia malawi
malaysia malcolm maldives mali malta manchester manhattan manila marcel march marco marcus margaret margot maria marie
mario marion mark marseille marshall martha martin martinez marvin mary mason matilda matt matthew maurice max maya
medellin megan melbourne melissa memphis mendoza mexico meyer mia miami micah michael michelle michigan miguel mike
mila milan miles miller milo milwaukee minneapolis minnesota minsk miriam mississippi missouri mitch mitchell mohamed
mohammed moldova molly monaco monday mongolia monica montana montenegro montevideo montreal moore morales moreau
morgan morocco morris moscow mozambique mueller muller mumbai munich murphy murray myanmar myers nadia nairobi namibia
nancy nanjing naomi naples nash nashville natalie nathan nebraska neil nell nelson nepal nevada newark newman nguyen
nicaragua nice nicholas nick nico nicole nigel niger nigeria nile nina noah noida nora norman norway november oakland
october odessa ohio oklahoma olga oliveira oliver olivia ollie omaha oman omar ontario oregon orlando ortiz osaka
oscar oslo otis ottawa otto owen oxford pablo pacific pakistan palmer pamela panama paraguay paris parker patel
patricia patrick paul paula payne pedro penelope percy perez perry perth peru peter peterson petra petrov phil
philadelphia philip philippines phillips phoebe phoenix pierce pierre pittsburgh poland polly porter portland porto
portugal potomac powell prague pretoria price princeton priya pune punjab qatar quebec quentin quincy quinn quito
rachel rajasthan raleigh ralph ramirez ramon ramos raphael ravi ray raymond rebecca reed reggie remy reno rex reyes
reynolds rhine rhys richard richardson rick riga riley rio rita rivera riviera riyadh robert roberts robertson robin
robinson rocco rochester rocky rodriguez roger rogers roland roman romania rome ronald ronan rory rosa rose rosie ross
rossi rotterdam rowan roy rufus ruiz rupert russell russia russian russo ruth rwanda ryan sacramento sadie sahara
saigon sally sam samantha samoa samuel sanchez sanders sandra sanjay santiago santos sara sarah sasha sato saturday
saul savannah schmidt schneider scotland scott sean seattle sebastian selena senegal seoul september serbia serena
seth seville shah shane shanghai sharma sharon shaw shenzhen shirley siberia sicily sidney silva simmons simon simone
simpson singapore singh slovakia slovenia smith sofia somalia sonia sophia sophie spain spanish spencer stan stanford
stanley stefan stella stephanie stephen steve steven stevens stewart stockholm stuart sudan susan suzuki sven sweden
swedish swiss switzerland sydney sylvia syria taipei taiwan tallinn tamara tampa tampere tanaka tanzania tara taylor
ted tehran tempe tennessee teresa terry tessa texas thai thailand thames theo theodore theresa thomas thompson
thursday tianjin tiber tim timbuktu timothy tina tobias toby todd togo tokyo tom tony toronto torres tracy trevor
trinidad tristan troy tucker tucson tuesday tulsa tunis tunisia turin turkey turner tyler uganda ukraine ursula
uruguay utah utrecht uzbekistan valencia valerie vance vancouver venezuela venice vera vermont vernon victor victoria
vienna vietnam vilnius vince vincent viola violet virginia vivian volga wade wagner wales wallace walter wanda wang
warren warsaw washington watson wayne webb weber wednesday wellington wells wendy wesley west wilbur willa william
williams wilson winnipeg winston wisconsin wood wright wuhan wyoming xavier yale yang yasmin yemen york yusuf yvonne
zachary zagreb zambia zara zelda zhang zhao zimbabwe zoe zurich jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun
`
