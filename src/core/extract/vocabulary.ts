/** Comma- or line-separated words to a set; keeps the lists readable and diffs small. */
export const wordSet = (...lists: string[]): ReadonlySet<string> =>
  new Set(lists.flatMap((list) => list.split(/[,\n]/).map((word) => word.trim().toLowerCase())).filter(Boolean))

/** Nouns that say what kind of company follows: "payments start-up Acme", "drone maker Acme". */
export const descriptors = wordSet(
  'startup, start-up, scaleup, scale-up, unicorn, soonicorn, decacorn, company, firm, platform, app, brand, chain, venture',
  'maker, builder, developer, provider, supplier, manufacturer, producer, operator, retailer, wholesaler, distributor',
  'aggregator, marketplace, lender, insurer, broker, brokerage, carrier, publisher, publication, studio, website, site',
  'portal, giant, major, conglomerate, drugmaker, carmaker, automaker, chipmaker, truckmaker, planemaker, steelmaker',
  'toymaker, brewer, miner, driller, refiner, broadcaster, outsourcer, consultancy, agency, contractor, integrator',
  'fintech, edtech, healthtech, insurtech, proptech, agritech, agtech, biotech, medtech, cleantech, climatetech, foodtech',
  'legaltech, regtech, spacetech, deeptech, adtech, martech, hrtech, femtech, mobilitytech, traveltech, wealthtech',
  'greentech, petcare, neobank, e-tailer, etailer, upstart, challenger, specialist, pioneer, player, house, outfit',
  'subsidiary, spinoff, spin-off, spinout, unit, arm, rival, competitor, parent, owner, leader, innovator, disruptor',
  'vendor, manufacturer, network, lab, labs, exchange, custodian, airline, automaker, dealmaker, restaurateur, utility',
  'homebuilder, shipbuilder, bookseller, jeweller, jeweler, grocer, caterer, hotelier, telco, telecom, drugstore, biopharma',
  'pharma, pharmaceutical, processor, enabler, organiser, organizer, business, organisation, organization, tool, service',
  'servicer, solution, seller, designer, creator, game, insuretech, bank, wallet, gateway, engine, infra, saas, d2c',
  'recycler, grower, farmer, packager, podcast, newsletter, nbfc, show, fund manager, carpooler, crowdfunder, reseller',
)

/** Descriptors that are as often the last word of a name ("Acme Bank"): read as a descriptor only in lower case. */
export const nameableDescriptors = wordSet(
  'bank, exchange, network, labs, lab, studio, house, service, solution, game, business, engine, wallet, gateway, utility',
  'infra, venture, telecom, show, podcast, brokerage, chain, arm, unit, leader, website, organisation, organization',
)

/** Trades that stand before a kind of company: "Crypto Exchange", "Talk Show", "Savings Service". */
export const commonFields = wordSet(
  'ai, crypto, bitcoin, tech, talk, game, gaming, video, news, tv, film, music, sports, food, fitness, beauty, fashion, travel, hotel',
  'savings, payment, payments, lending, credit, digital, online, mobile, cloud, data, software, security, delivery, shopping',
  'subscription, streaming, dating, charging, ride, taxi, job, jobs, design, drug, research, robotics, battery, satellite, retail',
)

/** Descriptors in capitals that count between other words ("Satellite Company Acme"), but may open a name themselves. */
export const middleDescriptors = wordSet(
  'company, agency, biotech, biopharma, pharma, airline, pioneer, major, challenger, specialist, platform, app, brand',
  'tool, parent, marketplace, site, player, firm, house, owner, unicorn, giant, operator, pharmaceutical, saas, d2c',
)

/** Verbs of headlines in the third person: where every word is capitalised they end a name. */
export const headlineVerbs = wordSet(
  'acquires, adds, agrees, aims, announces, appoints, approves, asks, backs, bags, beats, becomes, begins, bets, boosts',
  'brings, builds, buys, calls, closes, completes, confirms, considers, courts, cuts, debuts, delays, denies, departs',
  'doubles, drops, ends, enters, expands, expects, explores, extends, eyes, faces, falls, files, finds, fires, gains',
  'gets, gives, goes, grows, halts, has, helps, hires, hits, holds, imposes, inaugurates, increases, introduces, invests',
  'is, joins, jumps, keeps, kicks, lands, launches, leads, leaves, lifts, loses, makes, mulls, names, nears, offers, opens',
  'orders, ousts, outlines, pays, picks, plans, pledges, posts, prepares, pushes, puts, quits, raises, reaches, rebrands',
  'receives, reduces, releases, replaces, reports, resigns, retires, reveals, rises, rolls, says, scraps, secures, seeks',
  'sees, sells, sends, sets, shares, sheds, shows, shuts, signs, slashes, snags, soars, starts, steps, stops, sues, takes',
  'taps, teams, tells, tests, threatens, to, tops, tumbles, turns, unveils, updates, urges, wants, warns, weighs, wins, was',
  'forges, resumes, achieves, clinches, strikes, inks, bolsters, strengthens, deepens, merges, celebrates, showcases, misses',
  'highlights, drives, powers, tackles, transforms, targets, slams, hails, accelerates, advances, aligns, applies, attracts',
  'awards, bans, benefits, bolts, bounces, bows, bows, bridges, bucks, calls, cancels, challenges, charges, chooses, clears',
  'comes, commits, counts, creates, crosses, defends, demands, deploys, develops, disrupts, ditches, donates, earns, eases',
  'edges, elects, empowers, enables, ensures, exits, fuels, fights, gears, goes, honours, honors, ignites, improves, insists',
  'jumps, labels, lags, languishes, maintains, marks, meets, nabs, nets, notches, nudges, onboards, overhauls, passes, pauses',
  'pitches, poaches, pours, pulls, ramps, recalls, recruits, redefines, refuses, registers, relocates, remains, renews, rides',
  'sacks, scales, scores, scoops, scouts, signals, sinks, slides, slumps, snaps, spurs, stakes, stuns, suffers, surges, tests',
  'trims, triples, undergoes, upgrades, uses, vows, waives, walks, widens, withdraws, works, accuses, rejiggers, steers',
  'emerges, will, reshuffles, shuffles, revamps, restructures, embraces, partners, switches, claims, blocks, rejects, wraps, seals',
)

/** Adjectives by hyphen that stand before a name and are no part of it: "London-based", "Acme-backed". */
export const hyphenAdjective =
  /^\S+-(?:based|backed|owned|focused|focussed|led|funded|listed|headquartered|founded|run|controlled|born|incubated|supported|linked|powered|style|like|old|native|centric|enabled|driven|first|traded|held|stage|rich|made|bound|hit|invested|seeded|affiliated|savvy|friendly)$/iu

/** Words that no company is called by alone, and that headlines capitalise at their start or throughout. */
export const genericWords = wordSet(
  'a, an, the, this, that, these, those, it, its, he, she, they, we, you, i, his, her, their, our, your, my, who, which',
  'what, how, why, when, where, here, there, and, or, but, as, at, by, for, from, in, into, of, on, to, with, after',
  'before, amid, about, over, under, up, down, out, off, again, than, then, so, if, while, despite, since, until, via, per',
  'more, most, many, some, several, few, all, both, each, every, other, others, another, such, only, just, also, even, still',
  'new, old, big, top, best, first, last, next, latest, former, ex, global, local, national, international, world, early',
  'young, small, large, largest, major, minor, key, leading, high, low, good, bad, hot, one, two, three, four, five, six',
  'seven, eight, nine, ten, dozens, hundreds, thousands, millions, billions, half, third, quarter, year, years, month',
  'months, week, weeks, day, days, today, tomorrow, yesterday, tonight, now, soon, later, morning, weekend, weekly, daily',
  'startup, startups, start-up, start-ups, company, companies, firm, firms, business, businesses, founder, founders',
  'cofounder, co-founder, investor, investors, vc, vcs, fund, funds, funding, capital, money, cash, debt, loan, loans',
  'bank, banks, banker, bankers, lender, lenders, stock, stocks, share, shares, shareholder, shareholders, market, markets',
  'trader, traders, analyst, analysts, economist, economists, economy, industry, sector, employer, employers, employee',
  'employees, worker, workers, staff, union, unions, job, jobs, layoff, layoffs, hiring, recruitment, consumer, consumers',
  'customer, customers, user, users, people, women, men, woman, man, student, students, parents, child, children, family',
  'government, govt, state, states, county, city, council, court, judge, police, army, military, navy, ministry, minister',
  'president, chief, ceo, cfo, coo, cto, chairman, chair, boss, executive, executives, exec, execs, head, heads, director',
  'directors, board, manager, managers, leader, leaders, official, officials, lawmaker, lawmakers, senator, congress',
  'senate, parliament, cabinet, party, union, commission, committee, regulator, regulators, watchdog, agency, agencies',
  'ai, it, tech, technology, technologies, software, hardware, internet, online, digital, mobile, data, cloud, crypto',
  'oil, gas, gold, energy, power, solar, wind, nuclear, electric, ev, evs, car, cars, auto, autos, automaker, automakers',
  'chip, chips, semiconductor, semiconductors, robot, robots, drone, drones, space, satellite, rocket, plane, planes',
  'airline, airlines, airport, hotel, hotels, food, drug, drugs, drugmaker, drugmakers, health, healthcare, hospital',
  'hospitals, school, schools, college, university, universities, education, edtech, fintech, media, news, report, reports',
  'survey, study, research, researchers, scientists, engineers, developers, farmers, retailer, retailers, retail, brand',
  'brands, product, products, service, services, platform, platforms, app, apps, site, website, project, projects, plan',
  'plans, deal, deals, merger, mergers, acquisition, acquisitions, ipo, ipos, sale, sales, profit, profits, revenue, loss',
  'losses, price, prices, cost, costs, rate, rates, tax, taxes, tariff, tariffs, inflation, growth, demand, supply, trade',
  'exports, imports, war, peace, crisis, election, vote, law, bill, rule, rules, policy, budget, team, teams, group, groups',
  'unit, units, arm, division, subsidiary, parent, owner, owners, partner, partners, rival, rivals, peer, peers, private',
  'public, equity, venture, ventures, round, seed, series, investment, investments, stake, valuation, exclusive, breaking',
  'update, updated, watch, video, podcast, opinion, analysis, explained, explainer, live, special, factbox, timeline',
  'mr, mrs, ms, dr, sir, wall, street, no, not, yes, silicon, valley, budget, results, earnings, quarterly, annual, india',
  'cofounders, co-founders, creditors, debtors, bondholders, billionaire, billionaires, tycoon, activist, veteran',
  'expert, experts, customers, advisers, advisors, us, uk, eu, un, fed, ecb, rbi, boj, boe, imf, nato, who, sec, fda, doj',
  'ftc, irs, nasa, isro, opec, wto, sebi, mas, wef, epa, faa, pentagon, treasury, kremlin, white, supreme, federal',
  'actor, actress, singer, youtuber, influencer, blogger, star, player, coach, team, club, league, film, movie, movies, show, series, episode, giant, maker',
  'nifty, sensex, nasdaq, s&p, ftse, nikkei, sgx, nyse, rupee, dollar, euro, yen, pound, bitcoin, ethereum, brent, wti',
  'budget, monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, march, april, may, june',
  'july, august, september, october, november, december, q1, q2, q3, q4, h1, h2, fy, covid, coronavirus, pandemic',
  'wildfire, wildfires, fire, fires, flood, floods, storm, storms, outbreak, virus, epidemic, drought, heatwave, cyclone, hurricane, typhoon, earthquake, protest, protests, strike, strikes, rain, snow, conflict',
  'partnerships, initiatives, programs, programmes, time, enterprises, smes, msmes, yet, meanwhile, however, instead, because, though, although, once, whether, during, through, between, against, without',
)

/** Public bodies and other subjects that are no company, by a word of theirs. */
export const publicBodyWords = wordSet(
  'government, govt, ministry, minister, department, dept, senate, congress, parliament, court, council, commission',
  'committee, police, army, navy, military, university, federation, assembly, embassy, municipality, county',
  'province, republic, kingdom, authority, pentagon, treasury, fed, fbi, cia, nasa, isro, imf, unicef, unesco, nato',
  'fifa, ioc, uefa, nfl, nba, mlb, ipl, bcci, charity, association, republicans, democrats, gop, bjp, pension, iit',
  'iim, lawmakers, reserve, prosecutors, regulators, regulator, nonprofit, cm, pm, mp, mla, dcm, cisf, crpf, drdo',
  'niti, aayog, opec, brics, asean, taliban, hamas, hezbollah, houthis, odisha, govts, policymakers, pac, alumni',
  'cabinet',
)

/** Bodies whose word ends their name or stands before "of": elsewhere it opens a company's ("Union Loaf Works"). */
export const bodyNouns = wordSet('union, church, party, society, school, college, institute, museum, chamber')

/** Persons whose title opens what they are called by: elsewhere it ends a company's name ("Loaf King"). */
export const personTitles = wordSet(
  'king, queen, prince, pope, president, premier, governor, senator, mayor',
  'tycoon, billionaire, mogul, magnate, actor, actress, singer, youtuber, influencer',
)

/** Legal forms that end a name. */
export const legalForms = wordSet(
  'inc, inc., corp, corp., co, co., ltd, ltd., limited, llc, llp, plc, ag, sa, s.a., nv, n.v., gmbh, bv, ab, as, asa, oyj',
  'spa, s.p.a., se, kk, pte, pvt, pty, bhd, tbk, holdings, holding, group, corporation, company, cos, cos., lp, l.p.',
)
