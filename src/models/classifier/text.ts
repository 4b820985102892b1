/**
 * Turns a message into a string of the SAME length that holds only what a feature may be made of, so that
 * every offset in it is an offset in the original. Everything else (punctuation, digits, emoji, the letter
 * codes of pseudonymised places such as `A3区`) becomes a space, which no n-gram crosses.
 */
export function cleanText(text: string): string {
  const plain = text.replace(/[^\u4e00-\u9fff\u3400-\u4dbfa-z]/g, plainCharacter)
  return plain.replace(PLACE_CODE, blank).replace(DIGIT, ' ')
}

/** Letter codes that stand for a place or person in pseudonymised collections: `A市`, `A3区`, `Y先生`. */
const PLACE_CODE = /(?<![a-z])[a-z]\d{0,3}(?![a-z])/g
const DIGIT = /\d/g

const blank = (found: string) => ' '.repeat(found.length)

function plainCharacter(character: string): string {
  const code = character.charCodeAt(0)
  const half = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character
  if (half >= 'A' && half <= 'Z') return half.toLowerCase()
  return (half >= 'a' && half <= 'z') || (half >= '0' && half <= '9') ? half : ' '
}
