import { maskByForm, type PartialForm, partialForms } from '#kernel/vault/rules'
import type { PersonalKind } from '#modules/catalogue/contract'

const { idNumber, mobile, landline, bankCard, passport, permit, plate, name, email } = partialForms

/** An address in a column: its numbers go. Rooms in running text are found by rules that no database has. */
const numbers: PartialForm = { form: 'numbers' }
const all: PartialForm = { form: 'ends', head: 0, tail: 0 }

/**
 * What a partial mask leaves of a value, by the kind of personal information. The forms are those of the vault, which
 * texts and a person's own page are masked by; the database has each form as a function, held equal by a property test.
 */
const forms: Readonly<Record<PersonalKind, PartialForm>> = {
  name,
  'id-card': idNumber,
  mobile,
  landline,
  address: numbers,
  'birth-date': all,
  email,
  'bank-card': bankCard,
  'social-security': bankCard,
  passport,
  permit,
  plate,
  coordinates: all,
  wechat: passport,
  qq: passport,
  ip: all,
  mac: all,
  health: all,
  biometric: all,
  face: all,
  fingerprint: all,
  religion: all,
  'specific-identity': all,
  'financial-account': bankCard,
  'location-track': all,
  child: all,
}

/** The form of a kind; of a value without a known one the ends stay. */
export function partialFormOf(kind: string | null): PartialForm {
  return Object.hasOwn(forms, kind ?? '') ? forms[kind as PersonalKind] : { form: 'ends', head: 1, tail: 1 }
}

/** A value as a grant's partial mask gives it. A mask that found nothing to hide gives way to stars. */
export function maskPartial(kind: string | null, value: string): string {
  const masked = maskByForm(partialFormOf(kind), value)
  return masked === value ? value.replace(/[^\s]/g, '*') : masked
}
