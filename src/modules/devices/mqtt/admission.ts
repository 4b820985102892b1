import { timingSafeEqual } from 'node:crypto'
import type { Kernel } from '#kernel/module'
import { noteRefused } from '../actions.ts'
import { intakeActor } from '../intake/actor.ts'
import type { Registry } from '../registry.ts'
import { type CertificateFault, certificateFault, type ShownCertificate } from '../rules.ts'
import { createSparing } from '../sparing.ts'
import { certificateOf } from './certificate.ts'

export interface Knock {
  /** The account that it names. */
  readonly device: string | undefined
  readonly password: Buffer | undefined
  readonly connection: unknown
}

export interface Admission {
  /** @returns until when it is let in, null for no end; undefined for who is not */
  admit(knock: Knock): Promise<{ until: Date | null } | undefined>
}

/** A refused certificate is on record this often for a device; who knocks on does not fill the register. */
const notedEveryMs = 60_000

/** Who shows a certificate is judged by it alone, else by the key: a wrong certificate is not made good by a password. */
export function createAdmission(kernel: Kernel, registry: Registry): Admission {
  const mayNote = createSparing(notedEveryMs)

  async function note(device: string, reason: CertificateFault, shown: ShownCertificate): Promise<void> {
    if (!mayNote(device)) return
    const { fingerprint, subject = null, from, until } = shown
    const seen = {
      fingerprint,
      subject: subject?.slice(0, 200) ?? null,
      from: from.toISOString(),
      until: until.toISOString(),
    }
    kernel.log.warn('the certificate of a device was refused', { device, reason, ...seen })
    const input = { device, reason, shown: seen }
    await kernel.execute(noteRefused, { actor: intakeActor, input })
  }

  return {
    async admit({ device: id, password, connection }) {
      const device = id === undefined ? undefined : await registry.find(id)
      const shown = certificateOf(connection, kernel.config.mqtt.secure?.deviceCa != null)
      if (shown === undefined) {
        const isRight = password !== undefined && device !== undefined && isEqual(password, device.key)
        return isRight && device.enabled ? { until: null } : undefined
      }
      // Whoever names no device that we know has no list of errors to stand in.
      if (device === undefined) {
        kernel.log.info('a certificate of an unknown device was refused', { fingerprint: shown.fingerprint })
        return undefined
      }
      const fault = certificateFault(device.certificate, shown, kernel.clock.now())
      if (fault !== undefined) await note(device.id, fault, shown)
      return fault === undefined && device.enabled ? { until: shown.until } : undefined
    },
  }
}

function isEqual(given: Buffer, key: string): boolean {
  const right = Buffer.from(key)
  return given.length === right.length && timingSafeEqual(given, right)
}
