import type { Content } from '../contract/resource.ts'

/** The classification's part of a code: class, item, subitem, detail (GB/T 21063 as the provinces' field sheet gives it). */
export function classCode({ classification: c }: Pick<Content, 'classification'>): string {
  return `${c.class}${c.item}${c.subitem}${c.detail}`
}

/** `307001/000012`: classification, and a serial within it of at least six digits. */
export function resourceCode(content: Pick<Content, 'classification'>, serial: number): string {
  return `${classCode(content)}/${String(serial).padStart(6, '0')}`
}
