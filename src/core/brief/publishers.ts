/** Publishers that feeds name by address or in one lower-case word, as readers know them. */
const known: Record<string, string> = {
  axios: 'Axios',
  barrons: "Barron's",
  bbc: 'the BBC',
  bloomberg: 'Bloomberg',
  businessinsider: 'Business Insider',
  businessstandard: 'Business Standard',
  businesswire: 'Business Wire',
  cnbc: 'CNBC',
  crunchbase: 'Crunchbase News',
  economictimes: 'The Economic Times',
  einnews: 'EIN News',
  electrek: 'Electrek',
  entrackr: 'Entrackr',
  eustartups: 'EU-Startups',
  finextra: 'Finextra',
  finsmes: 'FinSMEs',
  forbes: 'Forbes',
  fortune: 'Fortune',
  ft: 'the Financial Times',
  geekwire: 'GeekWire',
  globenewswire: 'GlobeNewswire',
  inc42: 'Inc42',
  livemint: 'Mint',
  moneycontrol: 'Moneycontrol',
  nytimes: 'The New York Times',
  pehub: 'PE Hub',
  prnewswire: 'PR Newswire',
  reuters: 'Reuters',
  sifted: 'Sifted',
  techcrunch: 'TechCrunch',
  techinasia: 'Tech in Asia',
  theguardian: 'The Guardian',
  theinformation: 'The Information',
  theregister: 'The Register',
  theverge: 'The Verge',
  venturebeat: 'VentureBeat',
  vccircle: 'VCCircle',
  wired: 'Wired',
  wsj: 'The Wall Street Journal',
  yourstory: 'YourStory',
  zdnet: 'ZDNET',
}

/** "techcrunch" and "www.techcrunch.com" as "TechCrunch"; an unknown name stays as it is. */
export const publisherName = (label: string): string => {
  const bare = label
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^(?:www|feeds|rss|news)\./, '')
    .replace(/\/.*$/, '')
  const word = bare.replace(/\.(?:com|co\.uk|co|org|net|in|eu|io)$/, '').replace(/[^a-z0-9]/g, '')
  return Object.hasOwn(known, word) ? known[word]! : label.trim()
}
