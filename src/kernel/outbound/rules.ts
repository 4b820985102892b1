/**
 * Addresses to which no source may lead: this machine, the link, the services by which clouds give out credentials,
 * and what is no single host. Private networks are allowed, since departments live in them.
 */
const blocked4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['192.0.0.192', 32],
  ['224.0.0.0', 3],
]

function number4(ip: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(ip)?.slice(1).map(Number)
  if (parts === undefined || parts.some((p) => p > 255)) return undefined
  return parts.reduce((sum, p) => sum * 256 + p, 0)
}

/** The eight groups of an IPv6 address; undefined when it is none. */
function groups6(ip: string): number[] | undefined {
  const [bare = ''] = ip.toLowerCase().split('%')
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(bare)
  const four = dotted === null ? undefined : number4(dotted[2] ?? '')
  if (dotted !== null && four === undefined) return undefined
  const text =
    dotted === null || four === undefined
      ? bare
      : `${dotted[1]}${Math.floor(four / 65_536).toString(16)}:${(four % 65_536).toString(16)}`
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const read = (half: string) => (half === '' ? [] : half.split(':').map((g) => Number.parseInt(g, 16)))
  const [head = [], tail = []] = halves.map(read)
  const gap = 8 - head.length - tail.length
  const all = halves.length === 1 ? head : [...head, ...Array<number>(Math.max(0, gap)).fill(0), ...tail]
  return all.length === 8 && all.every((g) => g >= 0 && g <= 0xffff) ? all : undefined
}

/** True for an address that a source may not be read from; also for what is no address. */
export function isBlockedAddress(ip: string): boolean {
  const four = number4(ip)
  if (four !== undefined)
    return blocked4.some(([net, bits]) => {
      const size = 2 ** (32 - bits)
      return Math.floor(four / size) === Math.floor((number4(net) ?? 0) / size)
    })
  const g = groups6(ip)
  if (g === undefined) return true
  const [first = 0] = g
  // Mapped, translated and 6to4 addresses hide an IPv4 one.
  const isMapped = g.slice(0, 5).every((x) => x === 0) && (g[5] === 0xffff || g[5] === 0)
  if (isMapped || (first === 0x64 && g[1] === 0xff9b)) return isBlockedAddress(dotted(g[6], g[7]))
  if (first === 0x2002) return isBlockedAddress(dotted(g[1], g[2]))
  const isLink = (first & 0xffc0) === 0xfe80
  const isMany = (first & 0xff00) === 0xff00
  const isMetadata = first === 0xfd00 && g[1] === 0x0ec2
  return isLink || isMany || isMetadata
}

function dotted(high = 0, low = 0): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
