import { compose, type Duplex, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib'

/** Why a body was not taken. */
export class RefusedBody extends Error {
  readonly reason: 'too_large' | 'too_compressed' | 'unknown_encoding'
  constructor(reason: RefusedBody['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

export const bodyLimits = {
  bytes: 10 * 1024 * 1024,
  /** Times that a body may grow when it is unpacked; what is small either way is not counted. */
  ratio: 100,
  ratioFromBytes: 256 * 1024,
}

type Stage = Duplex | ((source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>)

const decoders: Record<string, () => Stage> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => inflate,
  br: () => createBrotliDecompress(),
  zstd: () => createZstdDecompress(),
}

export const acceptedEncodings = 'gzip, deflate, br, zstd'

/** Unpacks a body within the limits. */
export async function unpack(packed: readonly Uint8Array[], encoding: string | undefined): Promise<Uint8Array> {
  const stages = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
  if (stages.length > 2) throw new RefusedBody('unknown_encoding', `Packed ${stages.length} times over`)
  if (stages.length === 0) return Buffer.concat(packed)
  const packedBytes = packed.reduce((sum, chunk) => sum + chunk.length, 0)
  const chunks: Uint8Array[] = []
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of source) chunks.push(chunk)
  }
  const steps = stages.reverse().flatMap((encoding) => [stageOf(encoding), bounded(packedBytes)])
  await pipeline([Readable.from(packed), ...steps, collect])
  return Buffer.concat(chunks)
}

/** Holds also what is unpacked only to be unpacked again: it may be endless and come to nothing. */
const bounded = (packedBytes: number): Stage =>
  async function* (source) {
    let bytes = 0
    for await (const chunk of source) {
      bytes += chunk.length
      if (bytes > bodyLimits.bytes) throw tooLarge()
      if (bytes > bodyLimits.ratioFromBytes && bytes > packedBytes * bodyLimits.ratio) throw tooCompressed()
      yield chunk
    }
  }

function stageOf(encoding: string): Stage {
  const decoder = decoders[encoding]
  if (!decoder) throw new RefusedBody('unknown_encoding', `The encoding “${encoding.slice(0, 20)}” is not known`)
  return decoder()
}

/** "deflate" means zlib's format, but some servers send the bare stream; the first byte tells. */
async function* inflate(source: AsyncIterable<Uint8Array>) {
  const rest = source[Symbol.asyncIterator]()
  const first = await rest.next()
  if (first.done) return
  const isZlib = (first.value[0]! & 0x0f) === 8
  const whole = async function* () {
    yield first.value
    yield* { [Symbol.asyncIterator]: () => rest }
  }
  yield* compose(Readable.from(whole()), isZlib ? createInflate() : createInflateRaw()) as AsyncIterable<Uint8Array>
}

export const tooLarge = () => new RefusedBody('too_large', 'More than 10 MiB')
const tooCompressed = () => new RefusedBody('too_compressed', `Grows more than ${bodyLimits.ratio} times when unpacked`)
