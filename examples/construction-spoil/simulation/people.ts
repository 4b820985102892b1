/** Who gives a command, as a program is told. */
export interface Giver {
  readonly kind: 'officer' | 'party' | 'system'
  readonly name: string
  readonly roles: readonly string[]
  readonly org: string | null
  readonly party: { readonly kind: string; readonly key: string } | null
}

export type Row = Record<string, unknown>

export const system: Giver = { kind: 'system', name: '', roles: [], org: null, party: null }
export const officer: Giver = {
  kind: 'officer',
  name: '王',
  roles: ['handler'],
  org: 'gxq.urban',
  party: null,
}
export const party = (kind: string, key: string): Giver => ({
  ...system,
  kind: 'party',
  party: { kind, key },
})
