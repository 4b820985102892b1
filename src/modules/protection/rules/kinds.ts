import type { Content } from '#modules/catalogue/contract'
import { identifierOf } from '#modules/catalogue/rules'
import { type KindProposal, type PersonalKind, personalKinds } from '../contract/kinds.ts'

/** Names of `models/pii` in the catalogue's words; what is not here points to an organization. */
const fromModel: Readonly<Record<string, PersonalKind>> = {
  idNumber: 'id-card',
  mobile: 'mobile',
  landline: 'landline',
  bankCard: 'bank-card',
  passport: 'passport',
  permit: 'permit',
  plate: 'plate',
  address: 'address',
  name: 'name',
  email: 'email',
  ip: 'ip',
  mac: 'mac',
  wechat: 'wechat',
  qq: 'qq',
  socialSecurity: 'social-security',
  birthDate: 'birth-date',
  coordinates: 'coordinates',
}

export function kindOfModel(kind: string): PersonalKind | undefined {
  return fromModel[kind]
}

/** The model's name of a kind; undefined for kinds that no rule finds in values. */
export function modelOfKind(kind: string): string | undefined {
  return Object.keys(fromModel).find((k) => fromModel[k] === kind)
}

/** The kind of an item that the catalogue describes, by its word, a check of its digits, or its title. */
export function describedKind(content: Content, name: string): PersonalKind | null {
  const item = content.items.find((i) => i.name === name)
  const found = item === undefined ? undefined : identifierOf(item, content.rules)?.kind
  return personalKinds.find((k) => k === found) ?? null
}

/**
 * What each item holds: what a person confirmed counts; where nobody has, what the catalogue describes. A proposal alone
 * is nothing yet.
 */
export function effectiveKinds(
  content: Content,
  confirmed: ReadonlyMap<string, PersonalKind | null>,
): Map<string, PersonalKind> {
  const kinds = new Map<string, PersonalKind>()
  for (const { name } of content.items) {
    const kind = confirmed.has(name) ? confirmed.get(name) : describedKind(content, name)
    if (kind != null) kinds.set(name, kind)
  }
  return kinds
}

/** True where a person should look: found and not judged, or judged otherwise than what is found now. */
export function waitsForPerson(
  proposal: Pick<KindProposal, 'kind' | 'findings'> | null,
  confirmed: { readonly kind: PersonalKind | null } | null,
  described: PersonalKind | null,
): boolean {
  if (confirmed !== null) return false
  if (proposal === null) return described !== null
  return proposal.kind !== null || proposal.findings.length > 0 || described !== null
}
