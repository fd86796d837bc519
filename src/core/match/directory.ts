import type { AccountNames } from '../account.ts'
import { registrableDomain } from '../domain.ts'
import { genericWords } from '../extract/vocabulary.ts'
import type { NamedAccount } from '../match.ts'
import { skeletonOf } from './fold.ts'
import { type NameHit, NameIndex } from './name-index.ts'
import { isDescriptor, type NameForm, nameForms, plainWords } from './names.ts'
import { Numbers, Places, Texts } from './numbered.ts'
import { createSimilarNames, type SimilarNames } from './similar.ts'

/** One way one account is called. */
export type Form = NameForm & { account: AccountNames }

const similarEnough = 0.94
const suggestions = 3

export const methodOf = (kind: NameForm['kind']) => (kind === 'name' || kind === 'ticker' ? kind : 'alias')

/** A name that a person confirmed needs no cue, unless it is what any company is called ("Analytics", "the company"). */
export const isVouched = ({ kind, text }: Form): boolean =>
  kind === 'confirmed' && plainWords(text).some((word) => !isDescriptor(word) && !genericWords.has(word))

/**
 * Every name of every account, reachable by key, by core, by domain, in running text and by likeness. Accounts are rows
 * and their forms are numbered on; a form is read from its account again when it is asked for, so that a million of
 * them are a few flat arrays. What an account was called before stays in the arrays, and its row is empty.
 */
export class Directory {
  size = 0
  private readonly rows: (AccountNames | null)[] = []
  private readonly firstForms: Numbers
  private readonly ids: Places
  private readonly rowsOfForms: Numbers
  private readonly keys: Texts
  private readonly skeletons: Places
  private readonly cores: Places
  private readonly domains: Places
  private readonly rowsOfDomains: Numbers
  private readonly index: NameIndex
  private posted: SimilarNames[] = []
  private postedAtFirst = 0
  private postedCount = 0

  /** Quick while it holds about as many names as it expects. */
  constructor(expectedNames: number) {
    this.firstForms = new Numbers(expectedNames)
    this.ids = new Places(expectedNames)
    this.rowsOfForms = new Numbers(expectedNames)
    this.keys = new Texts(expectedNames)
    this.skeletons = new Places(expectedNames)
    this.cores = new Places(expectedNames)
    this.domains = new Places(expectedNames)
    this.rowsOfDomains = new Numbers(expectedNames)
    this.index = new NameIndex(expectedNames, (number) => this.formOf(number).text)
  }

  /** Takes an account, in the place of what it was before. */
  put(account: AccountNames): void {
    this.drop(account.id)
    this.size++
    const row = this.rows.push(account) - 1
    this.firstForms.push(this.rowsOfForms.count)
    this.ids.push(account.id)
    for (const domain of new Set(account.domains.map(domainKey))) {
      this.domains.push(domain)
      this.rowsOfDomains.push(row)
    }
    for (const { kind, text, key, core } of nameForms(account)) {
      const number = this.rowsOfForms.push(row)
      this.keys.push(key)
      this.skeletons.push(skeletonOf(key))
      this.cores.push(core)
      if (kind !== 'ticker') this.index.add(text, number)
    }
  }

  drop(accountId: string): void {
    const row = this.ids.of(accountId).find((place) => this.rows[place]?.id === accountId)
    if (row === undefined) return
    const first = this.firstForms.cells[row]!
    for (const [at, { kind, text }] of nameForms(this.rows[row]!).entries())
      if (kind !== 'ticker') this.index.remove(text, first + at)
    this.rows[row] = null
    this.size--
  }

  /** Forms that look the same, look-alike letters included. */
  named(key: string): Form[] {
    return this.lookAlikes(key).map((number) => this.formOf(number))
  }

  /** Forms whose name without descriptors ("Labs", "Group") is this. */
  cored(core: string): Form[] {
    const forms = this.cores.of(core).filter((number) => this.isLive(number))
    return forms.map((number) => this.formOf(number)).filter((form) => form.core === core && form.kind !== 'ticker')
  }

  owners(domain: string): AccountNames[] {
    const key = domainKey(domain)
    return this.domains
      .of(key)
      .map((place) => this.rows[this.rowsOfDomains.cells[place]!]!)
      .filter((account) => account?.domains.some((own) => domainKey(own) === key))
  }

  /** Names standing in a text; the numbers of a hit are forms for `formOf`. */
  hits(text: string): readonly NameHit[] {
    return this.index.find(text)
  }

  formOf(number: number): Form {
    const row = this.rowsOfForms.cells[number]!
    const account = this.rows[row]!
    return { account, ...nameForms(account)[number - this.firstForms.cells[row]!]! }
  }

  find(text: string): NamedAccount[] {
    return this.hits(text).flatMap(({ start, end, names }) =>
      names.map((number) => {
        const { account, text: name, kind } = this.formOf(number)
        return { accountId: account.id, name, method: methodOf(kind), start, end }
      }),
    )
  }

  /** The likest names; what came since the postings were written has postings of its own, which are small. */
  similar(key: string): { form: Form; similarity: number }[] {
    return this.postings()
      .flatMap((similarNames) => similarNames(key, similarEnough))
      .filter(({ name }) => this.isLive(name))
      .map(({ name, similarity }) => ({ form: this.formOf(name), similarity }))
      .filter(({ form }) => form.kind !== 'ticker')
      .sort((a, b) => b.similarity - a.similarity || (a.form.account.id < b.form.account.id ? -1 : 1))
      .slice(0, suggestions)
  }

  /** How many accounts share a name. */
  namesakes(key: string): number {
    return new Set(this.lookAlikes(key).map((number) => this.rowsOfForms.cells[number])).size
  }

  private lookAlikes(key: string): number[] {
    const skeleton = skeletonOf(key)
    const forms = this.skeletons.of(skeleton).filter((number) => this.isLive(number))
    return forms.filter((number) => skeletonOf(this.keys.at(number)) === skeleton)
  }

  private isLive(number: number): boolean {
    return this.rows[this.rowsOfForms.cells[number]!] !== null
  }

  private postings(): readonly SimilarNames[] {
    const { count } = this.rowsOfForms
    const keyOf = (number: number): string => this.keys.at(number)
    if (this.postedAtFirst === 0) {
      this.posted = [createSimilarNames(keyOf, 0, count)]
      this.postedAtFirst = count
    } else if (this.postedCount < count) {
      this.posted = [this.posted[0]!, createSimilarNames(keyOf, this.postedAtFirst, count)]
    }
    this.postedCount = count
    return this.posted
  }
}

/** A plain name under a top-level domain is its own registrable domain; only others need the list of suffixes. */
const plainDomain = /^[a-z0-9]+\.[a-z]{2,}$/

const domainKey = (domain: string): string =>
  plainDomain.test(domain) ? domain : (registrableDomain(domain) ?? domain.toLowerCase())
