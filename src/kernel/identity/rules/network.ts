/**
 * The network of an address: its first 24 bits (IPv4) or 56 bits (IPv6, RFC 6177: what a site is given at least). Null
 * for what is no address, and for this machine itself: behind a proxy that is not trusted everybody would look alike.
 */
export function networkOf(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIPv4(plain)) return plain.startsWith('127.') ? null : `${plain.split('.').slice(0, 3).join('.')}.0/24`
  const groups = groupsOf(plain)
  if (groups === null || plain === '::1') return null
  return `${groups.slice(0, 3).join(':')}:${groups[3]?.slice(0, 2)}00::/56`
}

function isIPv4(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255)
}

/** The eight groups of an IPv6 address (RFC 4291, section 2.2), four digits each; null for what is none. */
function groupsOf(text: string): string[] | null {
  if (!/^[0-9a-f:]+$/i.test(text)) return null
  const [head = '', tail, ...more] = text.toLowerCase().split('::')
  if (more.length > 0) return null
  const split = (part: string) => (part === '' ? [] : part.split(':'))
  const [before, after] = [split(head), split(tail ?? '')]
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return null
  const groups = [...before, ...Array<string>(missing).fill('0'), ...after]
  return groups.every((g) => /^[0-9a-f]{1,4}$/.test(g)) ? groups.map((g) => g.padStart(4, '0')) : null
}
