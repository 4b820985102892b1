import type { IdentifierKind } from '#kernel/vault/define'
import { type Hit, identifiers, Scan, toHalfWidth } from '#kernel/vault/rules'
import { simplify } from '#models/retrieval'
import { findAddresses } from './addresses.ts'
import { creditCodes, furtherDetectors } from './detectors.ts'
import { findPersonNames } from './names.ts'
import { defaultSensitivity, type SensitivityTable } from './sensitivity.ts'
import type { Finding, PiiKind } from './types.ts'

export interface FindOptions {
  /** Least certainty of what is reported, default 0.5. */
  readonly atLeast?: number
  readonly sensitivity?: SensitivityTable
  /** Only these kinds; default all. */
  readonly kinds?: readonly PiiKind[]
  /** Six-digit codes of districts (GB/T 2260) that exist or existed: ID cards of others lose certainty. */
  readonly divisions?: ReadonlySet<string>
}

/**
 * Personal information in a text, in order, without overlap. Full-width and Traditional characters are understood; offsets
 * are those of `text`. Never throws; time is linear in the text. Finds forms and contexts, not facts: a number that checks
 * may be nobody's, and a name without any context is missed.
 */
export function findPersonalData(text: string, options: FindOptions = {}): Finding[] {
  const { atLeast = 0.5, sensitivity = defaultSensitivity, kinds, divisions } = options
  const plain = simplify(toHalfWidth(text))
  const wanted = kinds === undefined ? undefined : new Set(kinds)
  return scanAll(plain).flatMap((hit) => {
    const judged = divisions === undefined ? hit : checkDivision(hit, plain, divisions)
    if (judged.certainty < atLeast || (wanted && !wanted.has(hit.kind))) return []
    return [{ ...judged, sensitivity: sensitivity[hit.kind] }]
  })
}

/** Numbers first, then addresses over the rooms in them, then names in what is left. */
function scanAll(plain: string): Hit<PiiKind>[] {
  const scan = new Scan<PiiKind>(plain)
  scan.run([creditCodes, ...ownKinds.filter(({ kind }) => kind !== 'address'), ...furtherDetectors])
  for (const address of findAddresses(plain)) scan.take({ kind: 'address', ...address })
  scan.run(ownKinds.filter(({ kind }) => kind === 'address'))
  for (const name of findPersonNames(plain)) scan.take({ kind: 'name', ...name })
  return scan.inOrder()
}

/** A room of the kernel's masks is the end of an address here. */
const kindHere: Readonly<Record<IdentifierKind, PiiKind>> = {
  mobile: 'mobile',
  landline: 'landline',
  idNumber: 'idNumber',
  bankCard: 'bankCard',
  email: 'email',
  plate: 'plate',
  passport: 'passport',
  permit: 'permit',
  name: 'name',
  room: 'address',
}
const ownKinds = identifiers.map((detector) => ({ ...detector, kind: kindHere[detector.kind] }))

function checkDivision(hit: Hit<PiiKind>, plain: string, divisions: ReadonlySet<string>): Hit<PiiKind> {
  if (hit.kind !== 'idNumber' || divisions.has(plain.slice(hit.start, hit.start + 6))) return hit
  return { ...hit, certainty: hit.certainty * 0.6, why: hit.why.filter((reason) => reason !== 'division') }
}
