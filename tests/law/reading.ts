import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'

export const root = path.resolve(import.meta.dirname, '../..')

export type Import = { from: string; typesOnly: boolean }
export type Node = { type: string; start: number; end: number } & Record<string, unknown>

/** Paths of the program's own TypeScript, relative to the root. */
export const sourceFiles = (folder = 'src'): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => path.join(folder, name))
    .sort()

export const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8')

/** Everything a module reaches for by name: imports, re-exports, `import()` as call and as type, `require`. */
export const importsOf = (file: string, text = textOf(file)): Import[] => {
  const { module, program } = parseSync(file, text)
  const found: Import[] = []
  for (const { moduleRequest, entries } of module.staticImports)
    found.push({ from: moduleRequest.value, typesOnly: entries.length > 0 && entries.every((entry) => entry.isType) })
  for (const { entries } of module.staticExports)
    for (const entry of entries)
      if (entry.moduleRequest) found.push({ from: entry.moduleRequest.value, typesOnly: entry.isType })
  walk(program as unknown as Node, (node) => {
    if (node.type === 'ImportExpression') found.push({ from: literal(node.source), typesOnly: false })
    if (node.type === 'TSImportType') found.push({ from: literal(node.source), typesOnly: true })
    if (requires(node)) found.push({ from: literal((node.arguments as Node[])[0]), typesOnly: false })
  })
  return found
}

/** `require('x')` and `createRequire(…)('x')`. */
const requires = (node: Node): boolean => {
  if (node.type !== 'CallExpression') return false
  const callee = node.callee as Node
  return callee.name === 'require' || (callee.callee as Node | undefined)?.name === 'createRequire'
}

/** A module named by anything but a plain string cannot be held to a law. */
const literal = (node: unknown): string => {
  const value = (node as { value?: unknown } | undefined)?.value
  return typeof value === 'string' ? value : '(computed)'
}

/** Visits every node of a syntax tree with its parent. */
export const walk = (
  node: Node,
  visit: (node: Node, parent: Node | null) => void,
  parent: Node | null = null,
): void => {
  visit(node, parent)
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof child === 'object' && typeof child.type === 'string') walk(child as Node, visit, node)
}

export const treeOf = (file: string, text = textOf(file)): Node => parseSync(file, text).program as unknown as Node
