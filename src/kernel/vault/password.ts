import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

type Cost = { ln: number; r: number; p: number }

/** 32 MB and about 0.1 s a log-in. OWASP advises p = 3 at this N: weigh it against log-ins a second before raising. */
const COST: Cost = { ln: 15, r: 8, p: 1 }
const SALT_LENGTH = 16
const HASH_LENGTH = 32
/** A string from the database must not be able to order a gigabyte of memory. */
const HIGHEST: Cost = { ln: 17, r: 16, p: 4 }

function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  // scrypt needs 128·N·r bytes, which for our cost equals Node's default limit and is refused.
  const options = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r }
  return new Promise((resolve, reject) => {
    // NFKC: the same password typed on another keyboard or in full-width letters is the same password.
    scrypt(password.normalize('NFKC'), salt, HASH_LENGTH, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** '$scrypt$ln=15,r=8,p=1$salt$hash' (PHC string format): the cost travels with the hash. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_LENGTH)
  const hash = await derive(password, salt, COST)
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${salt.toString('base64url')}$${hash.toString('base64url')}`
}

const ENCODED = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d)\$([\w-]{16,64})\$([\w-]{43})$/

function parse(encoded: string): { cost: Cost; salt: Buffer; hash: Buffer } | undefined {
  const match = ENCODED.exec(encoded)
  if (!match) return undefined
  const [, ln, r, p, salt = '', hash = ''] = match
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) }
  const sane = (['ln', 'r', 'p'] as const).every((name) => cost[name] >= 1 && cost[name] <= HIGHEST[name])
  if (!sane) return undefined
  return { cost, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') }
}

/**
 * Whether the password fits. An account that does not exist (`undefined`) costs the same time as one that does,
 * so that names cannot be found out by the clock. A string that is no hash of ours never fits.
 */
export async function verifyPassword(password: string, encoded: string | undefined): Promise<boolean> {
  const known = encoded === undefined ? undefined : parse(encoded)
  const derived = await derive(password, known?.salt ?? Buffer.alloc(SALT_LENGTH), known?.cost ?? COST)
  return known !== undefined && timingSafeEqual(derived, known.hash)
}

/** Whether a hash was made at another cost than today's and should be replaced at the next log-in. */
export function needsRehash(encoded: string): boolean {
  const cost = parse(encoded)?.cost
  return cost === undefined || cost.ln !== COST.ln || cost.r !== COST.r || cost.p !== COST.p
}
