import type { Place } from './gazetteer.ts'

/** An address taken apart; what the text does not tell is undefined. */
export interface Address {
  readonly district: Place | undefined
  /** 街道, 镇, 乡. */
  readonly township: Place | undefined
  /** 社区, 村. */
  readonly community: Place | undefined
  /** 组 or 社 of a village, with its word: 5组. */
  readonly group: string | undefined
  readonly road: string | undefined
  /** 门牌 without 号: 12, 12附3, 12-1. */
  readonly number: string | undefined
  /** 小区, building by name, or other word between road and building. */
  readonly estate: string | undefined
  /** 栋 without its word: 5, A. */
  readonly building: string | undefined
  /** 单元 without its word. */
  readonly unit: string | undefined
  /** Floor and room: 12-3; a floor alone: 12楼. */
  readonly room: string | undefined
  /** What could not be read, cleaned; empty when everything was. */
  readonly rest: string
}

/** From the widest to the narrowest; `rest` is no part. */
export const addressParts = [
  'district',
  'township',
  'community',
  'group',
  'road',
  'number',
  'estate',
  'building',
  'unit',
  'room',
] as const

export type AddressPart = (typeof addressParts)[number]

/** A part as text; undefined where the address has none. */
export function partText(address: Address, part: AddressPart): string | undefined {
  const value = address[part]
  return typeof value === 'object' ? value.name : value
}

/**
 * The normal form: 重庆市, then the parts from wide to narrow, with one word for each: 号, 栋, 单元. `rest` is left out,
 * and reading the normal form again gives the same parts.
 */
export function formatAddress(address: Address): string {
  // 张家花园56号: without a road the number belongs to the name.
  const order =
    address.road === undefined && address.estate !== undefined
      ? addressParts.toSpliced(addressParts.indexOf('number'), 2, 'estate', 'number')
      : addressParts
  const parts = order.map((part) => {
    const text = partText(address, part)
    return text === undefined ? '' : `${text}${words[part] ?? ''}`
  })
  return `重庆市${parts.join('')}`
}

const words: Readonly<Partial<Record<AddressPart, string>>> = { number: '号', building: '栋', unit: '单元' }
