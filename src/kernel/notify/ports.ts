import type { Config } from '#kernel/config'
import type { Log } from '#kernel/module'
import { maskPhone } from '#kernel/vault/rules'
import { DeliveryError, type Ports } from './define.ts'

export type PortsConfig = Pick<Config, 'sms' | 'emailUrl' | 'production'>

interface PortsOptions {
  /** How long a gateway may take to answer, in milliseconds. */
  readonly timeoutMs?: number
}

/**
 * The adapters that the configuration names. Without a gateway, messages are simulated: one line in the log says
 * what would have been sent. In production nothing is simulated: a message without a gateway fails and says so.
 */
export function createPorts(config: PortsConfig, log: Log, { timeoutMs = 10_000 }: PortsOptions = {}): Ports {
  const { sms, emailUrl, production } = config
  return {
    async sms(to, text, key) {
      if (sms !== null) return post(sms.url, sms.token, { to, text }, key, timeoutMs)
      if (production) throw new DeliveryError('no SMS gateway is configured (SMS_URL)')
      log.info(`模拟短信（console adapter） ${maskPhone(to)} ${text}`)
    },
    async email(to, subject, text, key) {
      if (emailUrl !== null) return post(emailUrl, '', { to, subject, text }, key, timeoutMs)
      if (production) throw new DeliveryError('no e-mail gateway is configured (EMAIL_URL)')
      log.info(`模拟邮件（console adapter） ${maskEmail(to)} ${subject} ${text}`)
    },
  }
}

/** One JSON POST. Redirects are not followed: they would carry message and token to another address. */
async function post(
  url: string,
  token: string,
  body: object,
  key: string | undefined,
  timeoutMs: number,
): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  }
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    redirect: 'manual',
    signal,
  }).catch((error: unknown) => {
    throw new DeliveryError(
      signal.aborted ? `no answer within ${timeoutMs} ms` : `not reachable: ${causeOf(error)}`,
    )
  })
  await response.body?.cancel()
  if (!response.ok) throw new DeliveryError(`the gateway answered ${response.status}`)
}

/** Only the code, such as ECONNREFUSED: the text of an error may quote the request. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
}

function maskEmail(address: string): string {
  return address.replace(/^(.).*(@.*)$/, '$1***$2')
}
