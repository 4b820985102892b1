import { NewDevice } from '../contract.ts'

interface Line {
  readonly line: number
  readonly values: Readonly<Record<string, string>>
}

/** Column headings, Chinese or English. */
const columns: Readonly<Record<string, string>> = {
  设备编号: 'id',
  名称: 'name',
  类型: 'kind',
  地点: 'place',
  经度: 'lon',
  纬度: 'lat',
  上报间隔秒: 'interval',
  每分钟上限: 'per_minute',
  终端号: 'terminal',
  终端坐标系: 'crs',
  固定值: 'fixed',
}

export interface TableFault {
  readonly line: number
  /** Fields that are not what they have to be. */
  readonly fields: readonly string[]
}

/** Devices of a table, or all the lines that are none. */
export function devicesOfTable(lines: readonly Line[]): { devices: NewDevice[]; faults: TableFault[] } {
  const devices: NewDevice[] = []
  const faults: TableFault[] = []
  for (const { line, values } of lines) {
    const cells = new Map(
      Object.entries(values).map(([name, v]) => [columns[name] ?? name, v.trim()] as const),
    )
    const parsed = NewDevice.safeParse(deviceOf(cells))
    if (parsed.success) devices.push(parsed.data)
    else faults.push({ line, fields: [...new Set(parsed.error.issues.map((i) => i.path.join('.')))] })
  }
  return { devices, faults: faults.slice(0, 100) }
}

/** `item=value`, several with semicolons; null when it is something else. */
export function readFixed(text: string): Record<string, string> | null {
  const pairs = text
    .split(/[;；]/)
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => /^([^=]+)=(.+)$/.exec(pair))
  if (pairs.includes(null)) return null
  return Object.fromEntries(pairs.map((found) => [found?.[1]?.trim() ?? '', found?.[2]?.trim() ?? '']))
}

function deviceOf(cells: ReadonlyMap<string, string>): object {
  const text = (name: string) => cells.get(name) ?? ''
  const number = (name: string) => (text(name) === '' ? undefined : Number(text(name)))
  const hasPoint = text('lon') !== '' || text('lat') !== ''
  return {
    id: text('id'),
    name: text('name'),
    kind: text('kind'),
    place: text('place') === '' ? null : text('place'),
    point: hasPoint ? { lon: number('lon'), lat: number('lat') } : null,
    intervalSeconds: number('interval'),
    perMinute: number('per_minute'),
    terminal:
      text('terminal') === ''
        ? null
        : { number: text('terminal'), crs: text('crs') === '' ? undefined : text('crs') },
    fixed: readFixed(text('fixed')),
  }
}
