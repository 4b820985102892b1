/** The palette as values, for antd, charts and maps. `theme.css` holds the same ones; a test keeps them equal. */
export const light = {
  ink: '#1b2128',
  muted: '#555f6b',
  page: '#f4f6f8',
  surface: '#ffffff',
  sunken: '#eceff3',
  line: '#d5dbe2',
  /** Borders of inputs: 3:1 against the surface (WCAG 1.4.11). */
  edge: '#77828f',
  accent: '#0f5ea8',
  accentHover: '#0b4a86',
  accentSoft: '#e6f0fa',
  onAccent: '#ffffff',
  danger: '#b3261e',
  dangerSoft: '#fdecea',
  warn: '#8a5200',
  warnSoft: '#fdf3e0',
  good: '#1a6b3c',
  goodSoft: '#e5f4ea',
  focus: '#ffbf47',
  mark: '#ffe08a',
} as const

export type Palette = Readonly<Record<keyof typeof light, string>>

/** For the wall screen: seen from a distance, in a dim room. */
export const dark: Palette = {
  ink: '#eef3f8',
  muted: '#a9b8c9',
  page: '#0a131e',
  surface: '#111f30',
  sunken: '#0d1826',
  line: '#273a50',
  edge: '#6f859d',
  accent: '#6db3f7',
  accentHover: '#93c7fa',
  accentSoft: '#16304b',
  onAccent: '#06121f',
  danger: '#ff8a80',
  dangerSoft: '#3d1c1c',
  warn: '#ffc266',
  warnSoft: '#3a2c12',
  good: '#6fd79b',
  goodSoft: '#143222',
  focus: '#ffbf47',
  mark: '#6b5410',
}

/** Text and the ground it stands on: each pair reaches 4.5:1 in both palettes. */
export const readablePairs: readonly (readonly [keyof Palette, keyof Palette])[] = [
  ['ink', 'page'],
  ['ink', 'surface'],
  ['ink', 'sunken'],
  ['ink', 'accentSoft'],
  ['ink', 'mark'],
  ['muted', 'page'],
  ['muted', 'surface'],
  ['muted', 'sunken'],
  ['accent', 'page'],
  ['accent', 'surface'],
  ['accent', 'accentSoft'],
  ['onAccent', 'accent'],
  ['onAccent', 'accentHover'],
  ['danger', 'surface'],
  ['danger', 'page'],
  ['danger', 'dangerSoft'],
  ['warn', 'surface'],
  ['warn', 'warnSoft'],
  ['good', 'surface'],
  ['good', 'goodSoft'],
]

/** System fonts first; the bundled Noto Sans SC serves machines without a Chinese font. */
export const fontFamily =
  "system-ui, -apple-system, 'PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans SC Variable', sans-serif"

/** Relative luminance contrast of two #rrggbb colours (WCAG 2.2, 1.4.3), 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(colour.slice(i, i + 2), 16) / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
