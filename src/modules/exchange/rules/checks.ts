import {
  type Component,
  componentText,
  FieldError,
  type InnerList,
  parseBytes,
  parseInputs,
} from './fields.ts'

/** What can be wrong with a signed call before any grant is looked at, in the order in which it is looked for. */
export const faults = [
  'unsigned',
  'signature-unreadable',
  'signature-many',
  'uncovered',
  'parameters',
  'nonce',
  'clock',
  'expired',
  'key-unknown',
  'key-revoked',
  'key-over',
  'system-waiting',
  'system-revoked',
  'algorithm',
  'component',
  'digest-missing',
  'digest',
  'body-unexpected',
  'signature',
  'replay',
  'minute',
  'request',
] as const
export type Fault = (typeof faults)[number]

/** The signature of a request, read and found complete. */
export interface RequestSignature {
  readonly label: string
  readonly list: InnerList
  readonly signature: Uint8Array
  readonly key: string
  readonly nonce: string
  readonly alg: string
  /** Seconds since 1970. */
  readonly created: number
}

/** Where a proxy has signed too, ours says so by this tag. */
export const signatureTag = 'zhizhi-exchange'

/**
 * Reads the two fields of a request's signature and checks what can be checked without a key: what it covers, its
 * parameters, its age.
 */
export function readSignature(
  input: string | undefined,
  signature: string | undefined,
  given: { readonly hasBody: boolean; readonly nowSeconds: number; readonly skewSeconds: number },
): RequestSignature | Fault {
  if (input === undefined || signature === undefined) return 'unsigned'
  const chosen = choose(input, signature)
  if (typeof chosen === 'string') return chosen
  const { list, label } = chosen
  if (!isCovering(list.components, given.hasBody)) return 'uncovered'
  const { params } = list
  const [created, key, nonce, alg] = ['created', 'keyid', 'nonce', 'alg'].map((n) => params.get(n))
  if (typeof created !== 'number' || typeof key !== 'string' || typeof alg !== 'string') return 'parameters'
  if (typeof nonce !== 'string' || !/^[\w+/=.:-]{16,128}$/.test(nonce)) return 'nonce'
  if (Math.abs(created - given.nowSeconds) > given.skewSeconds) return 'clock'
  const expires = params.get('expires')
  if (expires !== undefined && (typeof expires !== 'number' || expires < given.nowSeconds)) return 'expired'
  return { label, list, signature: chosen.signature, key, nonce, alg, created }
}

function choose(input: string, signature: string) {
  try {
    const inputs = [...parseInputs(input)]
    const signatures = parseBytes(signature)
    const ours = inputs.length === 1 ? inputs : inputs.filter(([, l]) => l.params.get('tag') === signatureTag)
    if (ours.length > 1) return 'signature-many'
    const [label, list] = ours[0] ?? []
    const bytes = label === undefined ? undefined : signatures.get(label)
    if (label === undefined || list === undefined || bytes === undefined) return 'signature-unreadable'
    return { label, list, signature: bytes }
  } catch (error) {
    if (error instanceof FieldError) return 'signature-unreadable'
    throw error
  }
}

/** The method, where it goes, and what it carries have to be signed, each as a whole. */
function isCovering(components: readonly Component[], hasBody: boolean): boolean {
  const covered = new Set(components.map(componentText))
  const target = covered.has('"@target-uri"') || (covered.has('"@path"') && covered.has('"@query"'))
  return covered.has('"@method"') && target && (!hasBody || covered.has('"content-digest"'))
}
