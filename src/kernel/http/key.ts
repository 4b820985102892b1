import { Refusal } from '#kernel/action/define'

const longestKey = 100

/**
 * The Idempotency-Key header. A key that cannot be kept is refused rather than passed over: whoever sends one relies on
 * the second request doing nothing.
 * @throws Refusal `invalid`
 */
export function readKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined
  if (typeof header !== 'string' || header === '' || header.length > longestKey || /\p{Cc}/u.test(header))
    throw new Refusal('invalid', 'input.bad-key', { limit: longestKey })
  return header
}
