import { wordSet } from './vocabulary.ts'

const english = wordSet(
  'the, of, and, to, in, for, with, on, at, by, from, as, is, are, its, it, be, will, has, have, after, over, new, an, that, this, says, into, up, out',
)
const others: Record<string, ReadonlySet<string>> = {
  es: wordSet('el, la, los, las, de, del, en, para, con, una, un, por, que, y, su, al, se, lanza, nueva, nuevo'),
  fr: wordSet('le, la, les, des, du, de, et, en, pour, avec, une, un, sur, dans, au, aux, par, est, que, lève, son'),
  de: wordSet('der, die, das, und, für, mit, von, im, ein, eine, den, dem, auf, zu, bei, ist, nach, wird, über, aus'),
  it: wordSet('il, lo, gli, di, del, della, per, con, una, un, che, nel, nella, dei, alla, è, sul, da'),
  pt: wordSet('o, os, as, do, da, dos, das, em, para, com, uma, um, por, que, no, na, ao, é, mais'),
  nl: wordSet('de, het, een, van, en, voor, met, op, naar, bij, zijn, niet, wordt, uit, aan'),
  id: wordSet('dan, di, yang, untuk, dengan, dari, ke, pada, ini, itu, akan, tidak, dalam, resmi'),
  vi: wordSet('của, và, cho, với, trong, được, các, một, là, có, tại, từ'),
  tr: wordSet('ve, bir, için, ile, bu, olarak, yeni, da, de'),
  sv: wordSet('och, att, för, med, på, är, av, till, ett, den, som'),
}

/** The language the text is in, as far as it shows; 'en' when nothing speaks against it. */
export const languageOf = (text: string, stated: string | null | undefined): string => {
  if (stated && !/^(?:en|und|mul)\b/i.test(stated)) return stated.slice(0, 2).toLowerCase()
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (letters > 0 && latin / letters < 0.7) return 'non-latin'
  const all = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const count = (set: ReadonlySet<string>) => all.filter((word) => set.has(word)).length
  const own = count(english)
  for (const [code, set] of Object.entries(others)) {
    const theirs = count(set)
    if (theirs >= 3 && theirs > own * 2 && theirs / all.length > 0.2) return code
  }
  return 'en'
}
