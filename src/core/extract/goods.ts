import { wordSet } from './vocabulary.ts'

/** What is bought is told by the last word of the object: "Acme shares", "a painting". */
const goods = wordSet(
  'back, out, time, more, stocks, stock, shares, bonds, bond, gold, oil, gas, crude, lng, power, bitcoin, aircraft, jet, jets, plane, planes',
  'chip, chips, gpus, gpu, assets, asset, debt, loan, loans, land, rights, home, homes, house, houses, mansion, villa, bungalow, apartment',
  'cars, car, vehicles, tickets, goods, products, equipment, property, properties, portfolio, treasuries, mortgages, weapons',
  'missiles, stake, stakes, cash, painting, artwork, art, building, tower, mall, site, plot, contracts, energy, electricity, capacity',
  'ships, ship, vessels, vessel, satellites, drones, drone, fuel, coal, steel, wheat, rice, fertiliser, helicopters, trucks, buses',
  'million, billion, crore, lakh, tonnes, barrels, megawatts, mw, dip, it, them, nothing, everything, community, apartments, receivables',
  'certification, certifications, certificate, accreditation, licence, licences, license, licenses, permit, permits, patent, patents',
)
/** Behind a name: it is a building or land. */
const realEstate =
  /\b(?:\d[\d,]*[- ](?:unit|room|bed|key|acre)|sq(?:uare|\.)?[- ]f(?:ee|oo)?t|multifamily|multi-family|apartments?|class a (?:community|office)|(?:industrial|residential|retail|office) (?:\p{L}+ )?(?:portfolio|properties|assets?|park|tower|building|campus))\b/iu
const objectStop =
  /[,;:(]|\s-\s|\.\.\.|…|\s(?:for|in|to|as|at|on|with|from|after|amid|by|over|via|of|worth|that|which|who|will|is|has|and|under|during|until|last|this)\b/iu

/** Goods, money or property rather than a company. */
export const isGoods = (after: string): boolean => {
  const head = after.slice(0, objectStop.exec(after)?.index ?? after.length).trim()
  const last = (head.split(/\s+/).at(-1) ?? '').toLowerCase().replace(/[^\p{L}]/gu, '')
  if (/^assets?$/.test(last) && /'s?\s/.test(head)) return false
  return head === '' || goods.has(last) || realEstate.test(after.slice(0, 90))
}
