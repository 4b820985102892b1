import { translate } from '#kernel/i18n/define'
import { catalogueMessages } from '#modules/catalogue/messages'
import { earlyWarningMessages } from '#modules/early-warning/messages'
import type { Finding } from '../contract/manifest.ts'
import { scenarioFindings } from '../messages/findings.ts'

/** What was seen, before it is said. */
export interface Found {
  readonly severity: Finding['severity']
  readonly path: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
  /** What is put otherwise in English. */
  readonly english?: Readonly<Record<string, string>>
}

export function error(path: string, key: string, values: Found['values'] = {}): Found {
  return { severity: 'error', path, key: `scenarios.finding.${key}`, values }
}

const messages = { ...catalogueMessages, ...earlyWarningMessages, ...scenarioFindings }

export function told({ severity, path, key, values, english }: Found): Finding {
  return {
    severity,
    path,
    key,
    zh: translate(messages, key, 'zh', values),
    en: translate(messages, key, 'en', { ...values, ...english }),
  }
}
