import { encode } from 'uqr'

/** A picture that a phone reads, drawn as one path: no style and no script in it. */
export const QrCode = ({ of, label }: { of: string; label: string }) => {
  const { data, size } = encode(of, { ecc: 'M', border: 4 })
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  )
}
