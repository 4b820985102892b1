/** One file as the rules see it. */
export interface SourceFile {
  /** Relative to the project, with `/`. */
  readonly path: string
  readonly text: string
}

export interface Finding {
  readonly rule: string
  readonly path: string
  /** From 1; 0 = the file as a whole. */
  readonly line: number
  readonly what: string
}

/** A rule of the house that the linter lacks. `find` yields a place in the text and what is wrong there. */
export interface HouseRule {
  readonly name: string
  /** One sentence for whoever meets the rule first. */
  readonly because: string
  readonly applies: (path: string) => boolean
  readonly find: (file: SourceFile) => Iterable<{ readonly index: number; readonly what: string }>
}

/** Judges one file by every rule that applies to it. */
export function checkFile(rules: readonly HouseRule[], file: SourceFile): Finding[] {
  return rules
    .filter((rule) => rule.applies(file.path))
    .flatMap((rule) =>
      [...rule.find(file)].map(({ index, what }) => ({
        rule: rule.name,
        path: file.path,
        line: index < 0 ? 0 : file.text.slice(0, index).split('\n').length,
        what,
      })),
    )
}

/** Blanks comments out, so that prose breaks no rule, and keeps every other character where it was. */
export function withoutComments(text: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ')
  return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/(?<=^|\s)\/\/.*$/gm, blank)
}

export function* matches(text: string, pattern: RegExp, what: (found: RegExpMatchArray) => string) {
  for (const found of text.matchAll(pattern)) yield { index: found.index, what: what(found) }
}
