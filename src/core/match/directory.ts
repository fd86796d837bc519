import type { AccountNames } from '../account.ts'
import { registrableDomain } from '../domain.ts'
import type { NamedAccount } from '../match.ts'
import { skeletonOf } from './fold.ts'
import { type NameHit, NameIndex } from './name-index.ts'
import { coreKey, type Distinctness, distinctnessOf, type NameKind, nameForms, nameKey, spokenName } from './names.ts'
import { createSimilarNames, type SimilarNames } from './similar.ts'

/** One way one account is called. */
export type Form = { account: AccountNames; text: string; kind: NameKind; key: string }

/** Every name of every account, reachable by key, by core, by domain, in running text and by likeness. */
export type Directory = {
  /** Forms that look the same, look-alike letters included. */
  named: (key: string) => Form[]
  /** Forms whose name without descriptors ("Labs", "Group") is this. */
  cored: (core: string) => Form[]
  owners: (domain: string) => AccountNames[]
  /** Names standing in a text; the numbers of a hit are forms for `formOf`. */
  hits: (text: string) => readonly NameHit[]
  formOf: (number: number) => Form
  find: (text: string) => NamedAccount[]
  similar: (key: string) => { form: Form; similarity: number }[]
  /** How many accounts share a name. */
  namesakes: (key: string) => number
  distinctness: (form: Form) => Distinctness
}

const similarEnough = 0.94
const suggestions = 3

export const methodOf = (kind: NameKind) => (kind === 'name' || kind === 'ticker' ? kind : 'alias')

export const createDirectory = (accounts: Iterable<AccountNames>): Directory => {
  const byKey = new Map<string, Form[]>()
  const byCore = new Map<string, Form[]>()
  const byDomain = new Map<string, AccountNames[]>()
  const forms: Form[] = []
  for (const account of accounts) {
    for (const domain of account.domains) addTo(byDomain, registrableDomain(domain) ?? domain.toLowerCase(), account)
    for (const { text, kind } of nameForms(account)) {
      const form = { account, text: spokenName(text), kind, key: nameKey(text) }
      addTo(byKey, skeletonOf(form.key), form)
      if (kind === 'ticker') continue
      addTo(byCore, coreKey(text), form)
      forms.push(form)
    }
  }
  const index = new NameIndex(forms.map((form) => form.text))
  let similarNames: SimilarNames | null = null
  return {
    named: (key) => byKey.get(skeletonOf(key)) ?? [],
    cored: (core) => byCore.get(core) ?? [],
    owners: (domain) => byDomain.get(domain) ?? [],
    hits: (text) => index.find(text),
    formOf: (number) => forms[number]!,
    find: (text) =>
      index.find(text).flatMap(({ start, end, names }) =>
        names.map((number) => {
          const { account, text: name, kind } = forms[number]!
          return { accountId: account.id, name, method: methodOf(kind), start, end }
        }),
      ),
    similar: (key) => {
      similarNames ??= createSimilarNames(forms.map((form) => form.key))
      return similarNames(key, similarEnough, suggestions).map(({ name, similarity }) => ({
        form: forms[name]!,
        similarity,
      }))
    },
    namesakes: (key) => new Set(byKey.get(skeletonOf(key))?.map((form) => form.account.id)).size,
    distinctness: (form) => distinctnessOf(form.text),
  }
}

const addTo = <V>(lists: Map<string, V[]>, key: string, value: V): void => {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
