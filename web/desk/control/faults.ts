import { type Locale, translate } from '#kernel/i18n/define'
import { controlMessages } from '#modules/control/messages'

/** Faults that the server named, each with its place: “第 2 行：…”. */
export function faultLines(details: Readonly<Record<string, unknown>>, locale: Locale): string[] {
  const faults = Array.isArray(details.faults) ? details.faults : []
  const fields = Array.isArray(details.fields) ? details.fields : []
  return [
    ...faults.map((f: { path: string; key: string; values: Record<string, string> }) =>
      [
        placeOf(f.path, locale),
        translate(controlMessages, f.key as keyof typeof controlMessages, locale, f.values),
      ].join(locale === 'zh' ? '：' : ': '),
    ),
    ...fields.map(
      (f: { path: string; message: string }) =>
        `${placeOf(f.path.replace(/^content\./, ''), locale)} ${f.message}`,
    ),
  ]
}

/** `rows.1.conditions.0` is the second row, as a person counts. */
function placeOf(path: string, locale: Locale): string {
  const found = /^(rows|inputs)\.(\d+)/.exec(path)
  if (found === null) return path
  const n = Number(found[2]) + 1
  if (locale === 'en') return `${found[1] === 'rows' ? 'Row' : 'Input'} ${n}`
  return found[1] === 'rows' ? `第 ${n} 行` : `第 ${n} 个输入`
}
