import { type Document, isAlias, isNode, type Node, parseDocument, visit } from 'yaml'

/** A file that is a valid ICP, to change parts of. What it repeats by an alias is written out, so that each can change. */
export const editable = (yaml: string): Document => {
  const document = parseDocument(yaml)
  const aliases = new Map<Node, Node>()
  visit(document, (_, node) => {
    const meant = isAlias(node) ? node.resolve(document) : undefined
    if (meant) aliases.set(node as Node, meant)
  })
  if (aliases.size === 0) return document
  visit(document, (_, node) => {
    const meant = isNode(node) ? aliases.get(node) : undefined
    return meant?.clone() as Node | undefined
  })
  visit(document, (_, node) => {
    if (isNode(node) && 'anchor' in node) delete node.anchor
  })
  return document
}
