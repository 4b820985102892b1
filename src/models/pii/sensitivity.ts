import type { PiiKind, Sensitivity } from './types.ts'

export type SensitivityTable = Readonly<Record<PiiKind, Sensitivity>>

/**
 * A default to be edited by those who answer for the data, not legal advice. Sensitive after PIPL art. 28: specific
 * identity (documents), financial accounts, whereabouts, medical and social insurance. A credit code names an
 * organization and is personal only where that is one person's business. Age below 14 makes everything sensitive: whoever
 * knows the age has to say so by a table of their own.
 */
export const defaultSensitivity: SensitivityTable = {
  idNumber: 'sensitive',
  mobile: 'ordinary',
  landline: 'ordinary',
  creditCode: 'ordinary',
  bankCard: 'sensitive',
  passport: 'sensitive',
  permit: 'sensitive',
  plate: 'ordinary',
  address: 'ordinary',
  name: 'ordinary',
  email: 'ordinary',
  ip: 'ordinary',
  mac: 'ordinary',
  wechat: 'ordinary',
  qq: 'ordinary',
  socialSecurity: 'sensitive',
  birthDate: 'ordinary',
  coordinates: 'sensitive',
}
