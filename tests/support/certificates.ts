import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findProgram, getProgram, runProgram } from './services/program.ts'

/** Node signs no X.509, so certificates are made by OpenSSL. */
export const hasOpenssl = () => findProgram('openssl') !== undefined

export interface Issued {
  /** PEM files, and their text. */
  readonly certFile: string
  readonly keyFile: string
  readonly cert: string
  readonly key: string
  /** SHA-256 in hex with colons, as OpenSSL shows it. */
  readonly fingerprint: string
}

export interface Authority {
  /** PEM file of the CA's own certificate. */
  readonly file: string
  readonly cert: string
  /** Issues a certificate for a common name; with days below 0 one that is over. */
  issue(name: string, options?: { days?: number; server?: boolean }): Issued
  /** A certificate that nobody but its holder vouches for. */
  selfSigned(name: string): Issued
  stop(): void
}

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']

/** A certificate authority of its own in a temporary folder. */
export function createAuthority(title = 'Test CA'): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'zhizhi-certificates-'))
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => runProgram(getProgram('openssl', 'openssl'), args)
  let made = 0
  const read = (no: string): Issued => {
    const [certFile, keyFile] = [at(`${no}.pem`), at(`${no}.key`)]
    const cert = readFileSync(certFile, 'utf8')
    const { fingerprint256: fingerprint } = new X509Certificate(cert)
    return { certFile, keyFile, cert, key: readFileSync(keyFile, 'utf8'), fingerprint }
  }
  const selfSigned = (no: string, name: string) => {
    const out = ['-keyout', at(`${no}.key`), '-out', at(`${no}.pem`)]
    openssl('req', '-x509', ...curve, ...out, '-subj', `/CN=${name}`, '-days', '2')
    return read(no)
  }
  const { certFile: file, keyFile, cert } = selfSigned('ca', title)
  return {
    file,
    cert,
    issue(name, { days = 2, server = false } = {}) {
      const no = String(++made)
      const alternative = server ? ['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'] : []
      const out = ['-keyout', at(`${no}.key`), '-out', at(`${no}.csr`)]
      openssl('req', '-new', ...curve, ...out, '-subj', `/CN=${name}`, ...alternative)
      const by = ['-CA', file, '-CAkey', keyFile, '-CAcreateserial', '-copy_extensions', 'copy']
      openssl('x509', '-req', '-in', at(`${no}.csr`), '-out', at(`${no}.pem`), '-days', String(days), ...by)
      return read(no)
    },
    selfSigned: (name) => selfSigned(String(++made), name),
    stop: () => rmSync(folder, { recursive: true, force: true }),
  }
}
