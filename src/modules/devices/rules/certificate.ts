import type { DeviceCertificate } from '../contract.ts'

/** A certificate as a device showed it. That it holds the private key the TLS handshake has proved. */
export interface ShownCertificate {
  /** SHA-256 of the whole certificate, hex in small letters without colons. */
  readonly fingerprint: string
  /** Common name of the subject; undefined where it has none or several. */
  readonly subject: string | undefined
  readonly from: Date
  readonly until: Date
  /** Whether the CA for devices issued it; false where none is configured. */
  readonly trusted: boolean
}

export const certificateFaults = [
  'certificate-none',
  'certificate-other',
  'certificate-untrusted',
  'certificate-early',
  'certificate-over',
] as const
export type CertificateFault = (typeof certificateFaults)[number]

/**
 * Why a certificate does not prove the device; undefined when it does. A fingerprint pins one certificate, so who issued
 * it does not matter; a subject is worth no more than the CA that wrote it. Its time counts either way.
 */
export function certificateFault(
  entered: Pick<DeviceCertificate, 'by' | 'value'> | null,
  shown: ShownCertificate,
  now: Date,
): CertificateFault | undefined {
  if (entered === null) return 'certificate-none'
  const isSame =
    entered.by === 'fingerprint' ? entered.value === shown.fingerprint : entered.value === shown.subject
  if (!isSame) return 'certificate-other'
  if (now < shown.from) return 'certificate-early'
  if (now > shown.until) return 'certificate-over'
  return entered.by === 'subject' && !shown.trusted ? 'certificate-untrusted' : undefined
}

/** What was entered as it is kept; undefined for what is no fingerprint, or longer than a common name may be (X.520). */
export function certificateValue(by: DeviceCertificate['by'], text: string): string | undefined {
  if (by === 'subject') return text.length <= 64 ? text : undefined
  const hex = text.replaceAll(':', '').toLowerCase()
  return /^[0-9a-f]{64}$/.test(hex) ? hex : undefined
}
