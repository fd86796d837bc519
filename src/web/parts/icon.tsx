/** Line drawings on a 16-px grid; the words beside them, or `name`, carry the meaning. */
const paths = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  ring: 'M8 3.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9',
  dot: 'M8 7.2a.8.8 0 1 0 0 1.6a.8.8 0 1 0 0-1.6',
  tilde: 'M3 9.2c1-2.4 2.9-2.6 5-1.2s4 1.2 5-1.2',
  question: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.8-1.1 1.6M8 12.4v.1',
  bang: 'M8 3v6.4M8 12.4v.1',
  diamond: 'M8 3l5 5-5 5-5-5z',
  out: 'M6 3.5H3.5v9h9V10M8.5 3.5h4v4M12.3 3.7L7 9',
  half: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 2.5v11M10 3v10M12 4.3v7.4',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5v3.2l2 1.3',
  back: 'M9.5 3.5L5 8l4.5 4.5',
  unequal: 'M3 6h10M3 10h10M10.5 3l-5 10',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 1 0 0-8.4M10.2 10.2l3.3 3.3',
  warning: 'M8 2.8L14 13H2zM8 6.5v3M8 11.3v.1',
} as const
export type IconName = keyof typeof paths

export const Icon = ({ of, name }: { of: IconName; name?: string }) => (
  <svg
    class="icon-line"
    viewBox="0 0 16 16"
    role={name ? 'img' : undefined}
    aria-label={name}
    aria-hidden={name ? undefined : 'true'}
  >
    <path d={paths[of]} />
  </svg>
)
