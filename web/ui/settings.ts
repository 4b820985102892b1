/** Choices that stay on the device. A browser that forbids storage works without memory. */
export function readSetting(name: string): string | null {
  try {
    return localStorage.getItem(`zhizhi.${name}`)
  } catch {
    return null
  }
}

/** Saves a choice; null forgets it. False when the browser keeps nothing. */
export function writeSetting(name: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(`zhizhi.${name}`)
    else localStorage.setItem(`zhizhi.${name}`, value)
    return true
  } catch {
    return false
  }
}
