import { raw } from 'hono/html'

/**
 * Renders a fragment once for everything it shows: the view is the key, so what is remembered can never be stale. The
 * oldest of `most` is forgotten first.
 */
export const remembered = <View>(
  most: number,
  render: (view: View) => { toString: () => string | Promise<string> },
) => {
  const known = new Map<string, string>()
  return (view: View) => {
    const key = JSON.stringify(view)
    const found = known.get(key)
    if (found !== undefined) return raw(found)
    const html = `${render(view)}`
    if (known.size >= most) known.delete(known.keys().next().value!)
    known.set(key, html)
    return raw(html)
  }
}
