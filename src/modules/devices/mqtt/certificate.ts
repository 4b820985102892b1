import type { X509Certificate } from 'node:crypto'
import { TLSSocket } from 'node:tls'
import type { ShownCertificate } from '../rules.ts'

/** The certificate that a connection showed; undefined without TLS and where it showed none. */
export function certificateOf(connection: unknown, hasAuthority: boolean): ShownCertificate | undefined {
  if (!(connection instanceof TLSSocket)) return undefined
  const shown = connection.getPeerX509Certificate()
  if (shown === undefined) return undefined
  return {
    fingerprint: shown.fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: commonNameOf(shown),
    from: new Date(shown.validFrom),
    until: new Date(shown.validTo),
    // Without a CA of our own Node would ask the web's, and anybody may have a certificate of those.
    trusted: hasAuthority && connection.authorized,
  }
}

function commonNameOf(certificate: X509Certificate): string | undefined {
  const name: unknown = certificate.toLegacyObject().subject.CN
  return typeof name === 'string' ? name : undefined
}
