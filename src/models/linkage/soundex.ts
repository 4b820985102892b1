const digits: Readonly<Record<string, string>> = Object.fromEntries(
  ['bfpv', 'cgjkqsxz', 'dt', 'l', 'mn', 'r'].flatMap((letters, k) =>
    [...letters].map((letter) => [letter, String(k + 1)]),
  ),
)

/** American Soundex of a Latin name (R163); the value itself where it does not begin with a letter, such as 李伟. */
export function soundex(value: string): string {
  const letters = value.toLowerCase().replaceAll(/[^a-z]/g, '')
  const first = letters[0]
  if (first === undefined) return value
  let code = first.toUpperCase()
  let last = digits[first]
  for (const letter of letters.slice(1)) {
    const digit = digits[letter]
    if (digit !== undefined && digit !== last) code += digit
    // h and w do not part two letters of one sound, vowels do.
    if (letter !== 'h' && letter !== 'w') last = digit
  }
  return code.slice(0, 4).padEnd(4, '0')
}
