import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Refusal } from '../core/errors.ts'
import { sha256Hex } from '../core/hash.ts'
import type { Route } from './context.ts'

const folder = path.join(import.meta.dirname, 'assets')
const types = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml' } as const

type Asset = { body: string; type: string; hash: string }

/** Read once at start; the hash in the address lets browsers keep a file for ever. */
const load = (name: string): Asset => {
  const body = name === 'daybreak.css' ? styles() : readFileSync(path.join(folder, name), 'utf8')
  return { body, type: types[name.split('.').at(-1) as keyof typeof types], hash: sha256Hex(body).slice(0, 12) }
}

/** The sheets of `styles/` in the order of their names, as one. */
const styles = (): string =>
  readdirSync(path.join(folder, 'styles'))
    .sort()
    .map((sheet) => readFileSync(path.join(folder, 'styles', sheet), 'utf8'))
    .join('\n')

const names = ['daybreak.css', 'daybreak.js', 'palette.js', 'live.js', 'mark.svg'] as const
export type AssetName = (typeof names)[number]
const assets = new Map<string, Asset>(names.map((name) => [name, load(name)]))

export const assetUrl = (name: AssetName): string => `/assets/${assets.get(name)!.hash}/${name}`

export const assetRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/assets/:hash/:name',
    access: 'public',
    handler: (c) => {
      const asset = assets.get(c.req.param('name') ?? '')
      if (!asset || asset.hash !== c.req.param('hash')) throw new Refusal('not_found', 'There is no such file')
      return c.body(asset.body, 200, {
        'content-type': asset.type,
        'cache-control': 'public, max-age=31536000, immutable',
      })
    },
  },
]
