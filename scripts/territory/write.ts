import { readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export function writeText(folder: string, name: string, text: string): void {
  writeFileSync(path.join(folder, name), text)
}

/** A FeatureCollection with one feature a line, so that a changed place is a changed line. */
export function collectionText(
  about: Readonly<Record<string, string>>,
  features: readonly unknown[],
): string {
  const lines = features.map((feature) => JSON.stringify(feature)).join(',\n')
  return `{"type":"FeatureCollection",${JSON.stringify(about).slice(1, -1)},"features":[\n${lines}\n]}\n`
}

/** Bytes by file. */
export function listSizes(folder: string): Record<string, number> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, statSync(path.join(folder, name)).size]))
}

/** Rounds degrees: 5 decimals are about 1 m, 6 about 10 cm. */
export function roundTo(decimals: number, degrees: number): number {
  return Math.round(degrees * 10 ** decimals) / 10 ** decimals
}
