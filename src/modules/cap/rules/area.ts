import type { CapAlert, CapArea } from '../contract/alert.ts'

/** The list by which our own areas name divisions; the codes are those of GB/T 2260 and GB/T 10114. */
export const divisionList = 'GB/T 2260'

/** Names under which Chinese senders give division codes. Under another name a number is something else. */
const divisionLists: readonly string[] = [
  divisionList,
  'GB/T 10114',
  '行政区划代码',
  '国家突发事件预警信息发布系统行政区域编码',
]

/** Division codes without the zeros to which some senders fill them: 500107000000 is 500107. */
export function divisionCodes(area: CapArea): string[] {
  return area.geocode
    .filter((g) => divisionLists.includes(g.valueName.trim()))
    .map((g) => shortened(g.value.trim()))
    .filter((code) => code !== '')
}

function shortened(code: string): string {
  if (!/^\d{2,15}$/.test(code)) return /^\d{12}[0-9A-Z]{3}$/.test(code) ? code : ''
  const levels = [2, 6, 9, 12] as const
  const reached = levels.find((n) => code.length >= n && /^0*$/.test(code.slice(n)))
  return reached === undefined ? code : code.slice(0, reached)
}

/** All divisions that a message is for, once each. */
export function divisionsOf(alert: CapAlert): string[] {
  return [...new Set(alert.info.flatMap((i) => i.area).flatMap(divisionCodes))]
}

/** True when one place holds the other: a warning for a district concerns its communities, and the other way round. */
export function concerns(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`)
}
